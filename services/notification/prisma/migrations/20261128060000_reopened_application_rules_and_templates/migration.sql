-- Who is told that an application approved with its group is reviewed again, until the leading group's office decides otherwise.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('intake.application.reopened', 'task-force', 'in-app email webhook'),
  ('intake.application.reopened', 'park-operator', 'in-app email webhook')
) AS chosen (event_type, role, channels);

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('intake.application.reopened', 'zh', '【{{severity | term}}】入驻申请重新审核:{{applicant}}({{parkNames}})',
   '{{applicant}}入驻{{parkNames}}的申请原随抱团批准,现须单独重新审核,请在{{reviewDueAt | day}}前审定。原因:{{reason}}'),
  ('intake.application.reopened', 'en', '{{severity | term}}: {{applicant}} to review once more ({{parkNames}})',
   'The application of {{applicant}} to {{parkNames}} was approved with its group and is now reviewed by itself; to be decided before {{reviewDueAt | day}}. Reason: {{reason}}')
) AS chosen (event_type, language, title, body);
