-- Who is told what of chains and goals, until the leading group's office decides otherwise.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('assessment.park.chain-gap-opened', 'task-force', 'in-app email webhook'),
  ('assessment.park.chain-gap-opened', 'leading-group-office', 'in-app webhook'),
  ('assessment.park.chain-gap-opened', 'park-operator', 'in-app webhook'),
  ('assessment.park.chain-gap-closed', 'task-force', 'in-app webhook'),
  ('assessment.park.chain-gap-closed', 'park-operator', 'in-app webhook'),
  ('assessment.goal.proposed', 'leading-group-office', 'in-app email webhook'),
  ('assessment.goal.agreed', 'task-force', 'in-app email webhook'),
  ('assessment.goal.agreed', 'park-operator', 'in-app email webhook'),
  ('assessment.goal.dropped', 'task-force', 'in-app webhook'),
  ('assessment.goal.closed', 'task-force', 'in-app email webhook'),
  ('assessment.goal.closed', 'leading-group-office', 'in-app webhook'),
  ('assessment.goal.closed', 'park-operator', 'in-app webhook'),
  ('assessment.goal.closed', 'district-leader', 'in-app webhook')
) AS chosen (event_type, role, channels);

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('assessment.park.chain-gap-opened', 'zh', '【{{severity | term}}】产业链缺口:{{segmentZh}}({{parkNames}})',
   '{{parkNames}}产业链环节“{{segmentZh}}”出现缺口:{{because | term}}。招引行业(GB/T 4754):{{industries | list}}。'),
  ('assessment.park.chain-gap-opened', 'en', '{{severity | term}}: gap in the chain of {{parkNames}}: {{segmentEn}}',
   'The segment {{segmentEn}} of the chain of {{parkNames}} has become a gap: {{because | term}}. Industries to look for (GB/T 4754): {{industries | list}}.'),
  ('assessment.park.chain-gap-closed', 'zh', '产业链缺口已补上:{{segmentZh}}({{parkNames}})',
   '{{parkNames}}产业链环节“{{segmentZh}}”已有{{firms}}家企业覆盖。'),
  ('assessment.park.chain-gap-closed', 'en', 'Gap closed in the chain of {{parkNames}}: {{segmentEn}}',
   'The segment {{segmentEn}} of the chain of {{parkNames}} is covered; firms: {{firms}}.'),
  ('assessment.goal.proposed', 'zh', '突破目标待确定:{{parkNames}}{{period}}{{measure | term}}',
   '{{parkNames}}提出{{period}}突破目标:{{measure | term}}达到{{valueZh}}。请在{{endsAt | day}}前由他人确定。'),
  ('assessment.goal.proposed', 'en', 'To agree on: goal of {{parkNames}} for {{period}}',
   'A goal was proposed for {{parkNames}}: {{measure | term}} of {{valueEn}} in {{period}}. Another person has to agree before {{endsAt | day}}.'),
  ('assessment.goal.agreed', 'zh', '突破目标已确定:{{parkNames}}{{period}}{{measure | term}}',
   '{{parkNames}}{{period}}突破目标已确定:{{measure | term}}达到{{valueZh}}。'),
  ('assessment.goal.agreed', 'en', 'Agreed: goal of {{parkNames}} for {{period}}',
   'The goal of {{parkNames}} for {{period}} is agreed on: {{measure | term}} of {{valueEn}}.'),
  ('assessment.goal.dropped', 'zh', '突破目标未予确定:{{parkNames}}{{period}}{{measure | term}}',
   '{{parkNames}}{{period}}突破目标({{measure | term}}达到{{valueZh}})未予确定:{{how | term}}。{{reason}}'),
  ('assessment.goal.dropped', 'en', 'Not agreed: goal of {{parkNames}} for {{period}}',
   'The goal of {{parkNames}} for {{period}} ({{measure | term}} of {{valueEn}}) will not be followed: {{how | term}}. {{reason}}'),
  ('assessment.goal.closed', 'zh', '【{{severity | term}}】突破目标{{outcome | term}}:{{parkNames}}{{period}}{{measure | term}}',
   '{{parkNames}}{{period}}突破目标{{outcome | term}}:{{measure | term}}目标{{valueZh}},期末{{reachedZh}}。'),
  ('assessment.goal.closed', 'en', '{{severity | term}}: goal of {{parkNames}} for {{period}} {{outcome | term}}',
   'The goal of {{parkNames}} for {{period}}, {{measure | term}} of {{valueEn}}, was {{outcome | term}}: {{reachedEn}} at the end.')
) AS chosen (event_type, language, title, body);
