-- What is overdue stays on the list until it is done (督办): an acknowledgement settles a message, an event ends a matter.
ALTER TABLE acknowledgement_rule ADD COLUMN done_within_days SMALLINT CHECK (done_within_days BETWEEN 1 AND 60);

ALTER TABLE obligation ADD COLUMN acknowledge BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE obligation ADD COLUMN done_within_days SMALLINT;
ALTER TABLE obligation ADD COLUMN matter_kind TEXT;
ALTER TABLE obligation ADD COLUMN matter_id TEXT;
ALTER TABLE obligation ADD COLUMN matter_due_at TIMESTAMPTZ(3);
ALTER TABLE obligation ADD COLUMN overdue_since TIMESTAMPTZ(3);
ALTER TABLE obligation ADD COLUMN done_at TIMESTAMPTZ(3);

ALTER TABLE obligation_line DROP CONSTRAINT obligation_line_kind_check;
ALTER TABLE obligation_line ADD CONSTRAINT obligation_line_kind_check
  CHECK (kind IN ('opened', 'escalated', 'overdue', 'reassigned', 'acknowledged', 'raised', 'undone', 'done'));

-- What was told before is on the list as well: which event opens which kind of matter, due when, whose turn; and which ends it.
CREATE TEMPORARY TABLE opening (event_type TEXT, kind TEXT, due TEXT, role TEXT);
INSERT INTO opening SELECT 'cn.yuanqu.' || event_type, kind, due, role FROM (VALUES
  ('assessment.park.occupancy-fell-below-target', 'occupancy', NULL, 'park-operator'),
  ('intake.task.opened', 'task', 'dueAt', 'park-operator'),
  ('intake.application.overdue', 'application', 'reviewDueAt', 'task-force'),
  ('intake.service-request.overdue', 'service-request', 'answerDueAt', 'park-operator'),
  ('intake.tenancy.clear-out-overdue', 'clear-out', 'leaveBy', 'task-force'),
  ('intake.incentive-claim.overdue', 'incentive-claim', 'dueBy', 'task-force'),
  ('intake.operator-call.overdue', 'operator-call', 'dueAt', 'district-leader'),
  ('intake.operator-call.handover-overdue', 'handover', 'dueAt', 'park-operator'),
  ('assessment.objection.overdue', 'objection', 'decideDueAt', 'assessor'),
  ('assessment.operator-standing.overdue', NULL, 'dueAt', NULL)
) AS known (event_type, kind, due, role);

CREATE TEMPORARY TABLE ending (event_type TEXT, kind TEXT);
INSERT INTO ending SELECT 'cn.yuanqu.' || event_type, kind FROM (VALUES
  ('assessment.park.occupancy-recovered', 'occupancy'),
  ('intake.task.closed', 'task'),
  ('intake.application.approved', 'application'),
  ('intake.application.ended', 'application'),
  ('intake.application.returned', 'application'),
  ('intake.service-request.answered', 'service-request'),
  ('intake.service-request.closed', 'service-request'),
  ('intake.tenancy.ended', 'clear-out'),
  ('intake.incentive-claim.proof-asked', 'incentive-claim'),
  ('intake.incentive-claim.checked', 'incentive-claim'),
  ('intake.incentive-claim.granted', 'incentive-claim'),
  ('intake.incentive-claim.refused', 'incentive-claim'),
  ('intake.incentive-claim.revoked', 'incentive-claim'),
  ('intake.incentive-claim.ended', 'incentive-claim'),
  ('intake.operator-call.opened', 'operator-call'),
  ('intake.operator-call.admitted', 'operator-call'),
  ('intake.operator-call.closed', 'operator-call'),
  ('intake.operator-call.handover-done', 'handover'),
  ('assessment.objection.decided', 'objection'),
  ('assessment.operator-standing.changed', 'operator-plan'),
  ('assessment.operator-standing.changed', 'operator-rectification'),
  ('assessment.operator-standing.changed', 'operator-interview'),
  ('assessment.operator-standing.changed', 'operator-decision'),
  ('assessment.operator-standing.changed', 'operator-hand-over'),
  ('assessment.operator-standing.appeal-decided', 'operator-appeal')
) AS known (event_type, kind);

CREATE TEMPORARY TABLE matter AS
SELECT notice.event_id, notice.parks, notice.occurred_at, notice.subject AS id,
       coalesce(opening.kind, 'operator-' || (data ->> 'what')) AS kind, (data ->> due)::timestamptz AS due_at,
       coalesce(opening.role, CASE data ->> 'what'
         WHEN 'plan' THEN 'park-operator' WHEN 'decision' THEN 'district-leader' WHEN 'appeal' THEN 'assessor'
         WHEN 'hand-over' THEN 'leading-group-office' ELSE 'task-force' END) AS role
FROM notice JOIN opening USING (event_type);
ANALYZE matter;

UPDATE obligation SET matter_kind = matter.kind, matter_id = matter.id, matter_due_at = matter.due_at
FROM matter WHERE matter.event_id = obligation.event_id;

INSERT INTO obligation (event_id, parks, steps, role, roles, owner_id, first_due_at, due_at, opened_at, acknowledge,
                        matter_kind, matter_id, matter_due_at)
SELECT matter.event_id, matter.parks, '[]', matter.role, ARRAY[matter.role], owner.id, coalesce(due_at, occurred_at),
       coalesce(due_at, occurred_at), occurred_at, false, matter.kind, matter.id, due_at
FROM matter LEFT JOIN LATERAL (
  SELECT official.id FROM message JOIN official ON official.id = message.official_id
  WHERE message.event_id = matter.event_id AND official.active AND matter.role = ANY (official.roles)
  ORDER BY official.all_parks, cardinality(official.parks), official.username LIMIT 1
) AS owner ON true
WHERE due_at IS NOT NULL
ON CONFLICT DO NOTHING;
INSERT INTO obligation_line (event_id, number, at, kind, role, person, due_at)
SELECT event_id, 1, opened_at, 'opened', role, owner_id, due_at FROM obligation WHERE NOT acknowledge;

UPDATE obligation SET overdue_since = coalesce(matter_due_at, first_due_at);
ALTER TABLE obligation ALTER COLUMN overdue_since SET NOT NULL;

UPDATE obligation SET done_at = acknowledged_at WHERE matter_kind IS NULL;
WITH done AS (
  UPDATE obligation SET done_at = ended.at, sweep_at = NULL, lines = lines + 1
  FROM (
    SELECT matter.event_id, min(notice.occurred_at) AS at
    FROM matter JOIN ending USING (kind)
    JOIN notice ON notice.event_type = ending.event_type AND notice.subject = matter.id AND notice.occurred_at >= matter.occurred_at
    GROUP BY 1
  ) AS ended
  WHERE obligation.event_id = ended.event_id
  RETURNING obligation.event_id, lines, role, done_at
)
INSERT INTO obligation_line (event_id, number, at, kind, role)
SELECT event_id, lines, done_at, 'done', role FROM done;

DROP TABLE opening, ending, matter;

DROP INDEX obligation_sweep, obligation_open, obligation_owner;
CREATE INDEX obligation_sweep ON obligation (sweep_at) WHERE sweep_at IS NOT NULL;
CREATE INDEX obligation_open ON obligation (overdue_since, event_id) WHERE done_at IS NULL;
CREATE INDEX obligation_owner ON obligation (owner_id) WHERE done_at IS NULL;
CREATE INDEX obligation_owes ON obligation (owner_id) WHERE sweep_at IS NOT NULL;
CREATE INDEX obligation_matter ON obligation (matter_id, matter_kind) WHERE done_at IS NULL;

-- Every event that says that something is overdue is acknowledged by somebody, and done, or goes higher up.
UPDATE acknowledgement_rule SET done_within_days = chosen.days, revision = revision + 1
FROM (VALUES ('intake.application.overdue', 2), ('intake.service-request.overdue', 2), ('intake.tenancy.clear-out-overdue', 3))
  AS chosen (event_type, days)
WHERE acknowledgement_rule.event_type = 'cn.yuanqu.' || chosen.event_type AND changed_by = 'default';

INSERT INTO acknowledgement_rule (id, event_type, min_severity, role, within_days, done_within_days, steps, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, min_severity::severity, role, within_days, done_within_days, steps::jsonb, 'default'
FROM (VALUES
  ('assessment.objection.overdue', 'warning', 'assessor', 1, 2,
   '[{"role": "leading-group-office", "withinDays": 1, "channels": ["in-app", "email", "webhook"]},
     {"role": "district-leader", "withinDays": 2, "channels": ["in-app", "email", "webhook"]}]'),
  ('assessment.operator-standing.overdue', 'warning', 'leading-group-office', 1, 3,
   '[{"role": "district-leader", "withinDays": 2, "channels": ["in-app", "email", "webhook"]}]'),
  ('intake.incentive-claim.overdue', 'warning', 'task-force', 1, 3,
   '[{"role": "leading-group-office", "withinDays": 2, "channels": ["in-app", "email", "webhook"]},
     {"role": "district-leader", "withinDays": 3, "channels": ["in-app", "webhook"]}]'),
  ('intake.operator-call.overdue', 'warning', 'district-leader', 2, 5, '[]'),
  ('intake.operator-call.handover-overdue', 'warning', 'park-operator', 1, 2,
   '[{"role": "task-force", "withinDays": 1, "channels": ["in-app", "email", "webhook", "robot"]},
     {"role": "leading-group-office", "withinDays": 1, "channels": ["in-app", "email", "webhook"]},
     {"role": "district-leader", "withinDays": 2, "channels": ["in-app", "email", "webhook"]}]'),
  ('assessment.goal.closed', 'warning', 'task-force', 3, NULL,
   '[{"role": "leading-group-office", "withinDays": 3, "channels": ["in-app", "email", "webhook"]}]')
) AS chosen (event_type, min_severity, role, within_days, done_within_days, steps)
ON CONFLICT DO NOTHING;
