-- Who is told of tenants that did not apply, until the leading group's office decides otherwise.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('intake.tenancy.entered-without-application', 'task-force', 'in-app email webhook')
) AS chosen (event_type, role, channels);

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('intake.tenancy.entered-without-application', 'zh', '未经申请的入驻:{{tenant}}({{parkNames}})',
   '{{tenant}}({{parkNames}})未经入驻申请即登记了入驻意向,面积{{areaM2 | area}}。例外情形:{{ground | term}}。理由:{{reason}}'),
  ('intake.tenancy.entered-without-application', 'en', 'Without an application: {{tenant}} in {{parkNames}}',
   'Units of {{areaM2 | area}} in {{parkNames}} were reserved for {{tenant}} without an application. The exception: {{ground | term}}. The reason given: {{reason}}')
) AS chosen (event_type, language, title, body);
