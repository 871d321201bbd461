-- Groups that were submitted before they had a deadline of their own are due with their members.
DO $$
BEGIN
  IF to_regclass('chassis.case_file') IS NOT NULL THEN
    UPDATE chassis.case_file g
    SET due_at = m.due::timestamptz, state = g.state || jsonb_build_object('reviewDueAt', m.due, 'overdue', false)
    FROM (
      SELECT state ->> 'group' AS id, max(state ->> 'reviewDueAt') AS due
      FROM chassis.case_file WHERE kind = 'application' AND state ->> 'group' IS NOT NULL AND status = 'in-review'
      GROUP BY 1
    ) m
    WHERE g.kind = 'application-group' AND g.status = 'in-review' AND g.id::text = m.id AND m.due IS NOT NULL;
  END IF;
END $$;
