-- Who is told of the rules that parks and operators will be judged by, until the leading group's office decides otherwise.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.assessment.' || event_type || '.announced', 'info'::severity, role,
       string_to_array(channels, ' '), 'default'
FROM (VALUES ('scoring-rule'), ('operator-standing-rule')) AS announced (event_type),
     (VALUES
       ('park-operator', 'in-app email webhook'),
       ('task-force', 'in-app webhook'),
       ('assessor', 'in-app webhook'),
       ('leading-group-office', 'in-app webhook')
     ) AS chosen (role, channels);

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('assessment.scoring-rule.announced', 'zh', '考核规则 {{version}} 自{{effectiveFrom | month}}起施行',
   '自{{effectiveFrom | month}}起，各园区按规则 {{version}} 考核：{{indicatorsZh}}。此前各月不受影响。'),
  ('assessment.scoring-rule.announced', 'en', 'Scoring rule {{version}} takes effect in {{effectiveFrom | month}}',
   'From {{effectiveFrom | month}} on parks are scored by rule {{version}}: {{indicatorsEn}}. Earlier months are not affected.'),
  ('assessment.operator-standing-rule.announced', 'zh', '运营机构评价规则 {{version}} 自{{effectiveFrom | month}}起施行',
   '自{{effectiveFrom | month}}起，运营机构按规则 {{version}} 评价：{{termsZh}}此前各月不受影响。'),
  ('assessment.operator-standing-rule.announced', 'en', 'Operators are judged by rule {{version}} from {{effectiveFrom | month}}',
   'From {{effectiveFrom | month}} on operators are judged by rule {{version}}: {{termsEn}} Earlier months are not affected.')
) AS chosen (event_type, language, title, body);
