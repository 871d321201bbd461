-- Who is told that a park has become a candidate for renovation, until the leading group's office decides otherwise.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('assessment.park.renovation-candidate-found', 'leading-group-office', 'in-app email webhook'),
  ('assessment.park.renovation-candidate-found', 'task-force', 'in-app email webhook'),
  ('assessment.park.renovation-candidate-found', 'park-operator', 'in-app webhook'),
  ('assessment.park.renovation-candidate-found', 'district-leader', 'in-app webhook')
) AS chosen (event_type, role, channels);

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('assessment.park.renovation-candidate-found', 'zh', '列为改造候选:{{parkNames}}({{month | month}})',
   '按{{month | month}}晾晒榜,{{parkNames}}列为改造候选:{{reasonZh}}。本园待用房需求{{demands}}项,尚缺{{missingM2 | area}}。'),
  ('assessment.park.renovation-candidate-found', 'en', 'Candidate for renovation: {{parkNames}} ({{month | month}})',
   'By the league table of {{month | month}}, {{parkNames}} has become a candidate for renovation: {{reasonEn}}. Applications that wait for space there: {{demands}}, missing {{missingM2 | area}}.')
) AS chosen (event_type, language, title, body);
