-- Who is told what between the closing of a month and its publication, until the leading group's office decides otherwise.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('assessment.league-table.previewed', 'park-operator', 'in-app email webhook'),
  ('assessment.league-table.previewed', 'task-force', 'in-app webhook'),
  ('assessment.objection.raised', 'assessor', 'in-app email webhook'),
  ('assessment.objection.raised', 'leading-group-office', 'in-app email webhook'),
  ('assessment.objection.raised', 'task-force', 'in-app webhook'),
  ('assessment.objection.overdue', 'assessor', 'in-app email webhook'),
  ('assessment.objection.overdue', 'leading-group-office', 'in-app email webhook'),
  ('assessment.objection.decided', 'park-operator', 'in-app email webhook'),
  ('assessment.objection.decided', 'assessor', 'in-app webhook'),
  ('assessment.objection.decided', 'task-force', 'in-app webhook'),
  ('assessment.incident.recorded', 'park-operator', 'in-app email webhook'),
  ('assessment.incident.recorded', 'task-force', 'in-app webhook'),
  ('assessment.incident.withdrawn', 'park-operator', 'in-app email webhook'),
  ('assessment.incident.withdrawn', 'task-force', 'in-app webhook')
) AS chosen (event_type, role, channels);

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('assessment.league-table.previewed', 'zh', '{{month | month}}考核结果预告',
   '{{month | month}}考核结果已评定,公布前可在{{until | day}}前查看本园区得分;有异议请附依据提出申诉。'),
  ('assessment.league-table.previewed', 'en', 'Preview of the league table of {{month | month}}',
   'The league table of {{month | month}} is closed and not yet public. You can see your park’s score and object to it, with evidence, before {{until | day}}.'),
  ('assessment.objection.raised', 'zh', '考核申诉待决定:{{parkNames}}({{month | month}})',
   '{{parkNames}}对{{month | month}}的考核结果提出申诉,请在{{decideDueAt | day}}前决定。评定人不得决定。'),
  ('assessment.objection.raised', 'en', 'Objection to decide: {{parkNames}}, {{month | month}}',
   '{{parkNames}} objects to its league-table result of {{month | month}}. To be decided before {{decideDueAt | day}} by somebody who did not close the month.'),
  ('assessment.objection.overdue', 'zh', '【{{severity | term}}】考核申诉逾期未决:{{parkNames}}({{month | month}})',
   '{{parkNames}}对{{month | month}}的申诉应于{{decideDueAt | day}}前决定,现已逾期;未决定前该月不能公布。'),
  ('assessment.objection.overdue', 'en', '{{severity | term}}: objection of {{parkNames}} not decided ({{month | month}})',
   'The objection of {{parkNames}} to {{month | month}} was to be decided before {{decideDueAt | day}}. The month cannot be published until it is.'),
  ('assessment.objection.decided', 'zh', '考核申诉{{how | term}}:{{parkNames}}({{month | month}})',
   '{{parkNames}}对{{month | month}}考核结果的申诉{{how | term}}。{{words}}'),
  ('assessment.objection.decided', 'en', 'Objection {{how | term}}: {{parkNames}}, {{month | month}}',
   'The objection of {{parkNames}} to {{month | month}} is {{how | term}}. {{words}}'),
  ('assessment.incident.recorded', 'zh', '【{{severity | term}}】扣分事件:{{parkNames}}({{incidentKind | term}})',
   '{{day}}{{parkNames}}发生{{incidentKind | term}}事件({{gravity | term}}),当月考核扣 {{points | number}} 分。'),
  ('assessment.incident.recorded', 'en', '{{severity | term}}: incident in {{parkNames}} ({{incidentKind | term}})',
   'An incident of {{incidentKind | term}} ({{gravity | term}}) in {{parkNames}} on {{day}} costs {{points | number}} points of the month.'),
  ('assessment.incident.withdrawn', 'zh', '扣分事件撤销:{{parkNames}}({{incidentKind | term}})',
   '{{day}}{{parkNames}}的{{incidentKind | term}}事件已撤销,不再扣分。原因:{{reason}}'),
  ('assessment.incident.withdrawn', 'en', 'Incident withdrawn: {{parkNames}} ({{incidentKind | term}})',
   'The incident of {{incidentKind | term}} in {{parkNames}} on {{day}} was withdrawn and costs no points. Reason: {{reason}}')
) AS chosen (event_type, language, title, body);
