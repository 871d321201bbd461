-- Enterprises are told what concerns themselves: by their credit code, never by their park.
ALTER TABLE official ADD COLUMN enterprise TEXT;
ALTER TABLE notice ADD COLUMN enterprise TEXT;
UPDATE notice SET enterprise = data ->> 'uscc'
WHERE event_type ~ '^cn\.yuanqu\.intake\.(application|tenancy|demand|service-request|incentive-claim)\.' AND data ? 'uscc';

INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('intake.application.returned', 'enterprise', 'in-app email webhook'),
  ('intake.application.reviewed', 'enterprise', 'in-app webhook'),
  ('intake.application.approved', 'enterprise', 'in-app email webhook'),
  ('intake.application.ended', 'enterprise', 'in-app email webhook'),
  ('intake.demand.unmet', 'enterprise', 'in-app webhook'),
  ('intake.demand.offered', 'enterprise', 'in-app email webhook'),
  ('intake.tenancy.signed', 'enterprise', 'in-app webhook'),
  ('intake.tenancy.expiring', 'enterprise', 'in-app email webhook'),
  ('intake.tenancy.clear-out-noticed', 'enterprise', 'in-app email webhook sms'),
  ('intake.tenancy.clear-out-dropped', 'enterprise', 'in-app email webhook'),
  ('intake.tenancy.clear-out-overdue', 'enterprise', 'in-app email webhook'),
  ('intake.tenancy.ended', 'enterprise', 'in-app webhook'),
  ('intake.service-request.answered', 'enterprise', 'in-app email webhook'),
  ('intake.service-request.closed', 'enterprise', 'in-app webhook'),
  ('intake.service-request.closed', 'park-operator', 'in-app webhook'),
  ('intake.incentive-claim.proof-asked', 'enterprise', 'in-app email webhook sms'),
  ('intake.incentive-claim.granted', 'enterprise', 'in-app email webhook'),
  ('intake.incentive-claim.refused', 'enterprise', 'in-app email webhook'),
  ('intake.incentive-claim.revoked', 'enterprise', 'in-app email webhook'),
  ('intake.incentive-claim.kept', 'enterprise', 'in-app webhook'),
  ('intake.incentive-claim.ended', 'enterprise', 'in-app webhook')
) AS chosen (event_type, role, channels)
ON CONFLICT DO NOTHING;
