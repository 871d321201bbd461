-- A hearing that a tenant asks for is decided by whoever is told of it, and goes higher up when it is not.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('intake.tenancy.hearing-asked', 'task-force', 'in-app email webhook'),
  ('intake.tenancy.hearing-asked', 'park-operator', 'in-app webhook'),
  ('intake.tenancy.hearing-overdue', 'task-force', 'in-app email webhook'),
  ('intake.tenancy.hearing-overdue', 'leading-group-office', 'in-app email webhook'),
  ('intake.tenancy.hearing-overdue', 'district-leader', 'in-app webhook'),
  ('intake.tenancy.hearing-upheld', 'park-operator', 'in-app email webhook'),
  ('intake.tenancy.hearing-upheld', 'task-force', 'in-app webhook')
) AS chosen (event_type, role, channels)
ON CONFLICT DO NOTHING;

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('intake.tenancy.hearing-asked', 'zh', '【{{severity | term}}】申请听证：{{tenant}}（{{parkNames}}）',
   '{{tenant}}（{{parkNames}}）对清退通知申请听证：{{statement}}。请在{{decideBy | day}}前由发出通知者以外的人员裁定。'),
  ('intake.tenancy.hearing-asked', 'en', '{{severity | term}}: {{tenant}} ({{parkNames}}) asks for a hearing',
   '{{tenant}} in {{parkNames}} asks for a hearing on the notice to leave: {{statement}}. To be decided before {{decideBy | day}} by somebody else than the one who gave notice.'),
  ('intake.tenancy.hearing-overdue', 'zh', '【{{severity | term}}】听证裁定逾期：{{tenant}}（{{parkNames}}）',
   '{{tenant}}（{{parkNames}}）的听证应于{{decideBy | day}}前裁定，现已逾期；裁定前不能清退。'),
  ('intake.tenancy.hearing-overdue', 'en', '{{severity | term}}: hearing of {{tenant}} ({{parkNames}}) is overdue',
   'The hearing of {{tenant}} in {{parkNames}} was to be decided before {{decideBy | day}} and is not; until then the tenant cannot be cleared out.'),
  ('intake.tenancy.hearing-upheld', 'zh', '听证维持清退：{{tenant}}（{{parkNames}}）',
   '对{{tenant}}（{{parkNames}}）的清退通知经听证维持，须在{{leaveBy | day}}前搬离。原因：{{reason}}'),
  ('intake.tenancy.hearing-upheld', 'en', 'Notice upheld: {{tenant}} leaves {{parkNames}}',
   'The notice given to {{tenant}} in {{parkNames}} was upheld after the hearing; to leave before {{leaveBy | day}}. Reason: {{reason}}')
) AS chosen (event_type, language, title, body)
ON CONFLICT DO NOTHING;

INSERT INTO acknowledgement_rule (id, event_type, min_severity, role, within_days, steps, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.intake.tenancy.hearing-overdue', 'critical'::severity, 'task-force', 1,
       '[{"role": "leading-group-office", "withinDays": 1, "channels": ["in-app", "email", "webhook", "robot"]},
         {"role": "district-leader", "withinDays": 1, "channels": ["in-app", "email", "webhook"]}]'::jsonb, 'default'
ON CONFLICT DO NOTHING;
