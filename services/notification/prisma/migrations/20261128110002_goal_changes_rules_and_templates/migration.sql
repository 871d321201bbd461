-- Who is told of changes of agreed goals, until the leading group's office decides otherwise: both sides have to agree.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('assessment.goal.change-proposed', 'leading-group-office', 'in-app email webhook'),
  ('assessment.goal.change-proposed', 'task-force', 'in-app email webhook'),
  ('assessment.goal.changed', 'leading-group-office', 'in-app webhook'),
  ('assessment.goal.changed', 'task-force', 'in-app email webhook'),
  ('assessment.goal.changed', 'park-operator', 'in-app email webhook'),
  ('assessment.goal.change-declined', 'leading-group-office', 'in-app webhook'),
  ('assessment.goal.change-declined', 'task-force', 'in-app webhook')
) AS chosen (event_type, role, channels);

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('assessment.goal.change-proposed', 'zh', '突破目标变更待确定：{{parkNames}}{{period}}{{measure | term}}',
   '{{parkNames}}{{period}}突破目标（{{measure | term}}）拟{{changeZh}}，由{{side | term}}提出，请另一方在{{endsAt | day}}前确定。理由：{{reason}}'),
  ('assessment.goal.change-proposed', 'en', 'To agree on: change of the goal of {{parkNames}} for {{period}}',
   'The goal of {{parkNames}} for {{period}} ({{measure | term}}) is to be {{changeEn}}; proposed by the {{side | term}}, the other side has to agree before {{endsAt | day}}. Reason: {{reason}}'),
  ('assessment.goal.changed', 'zh', '突破目标已变更：{{parkNames}}{{period}}{{measure | term}}',
   '{{parkNames}}{{period}}突破目标（{{measure | term}}）已经双方同意{{changeZh}}。理由：{{reason}}'),
  ('assessment.goal.changed', 'en', 'Changed: goal of {{parkNames}} for {{period}}',
   'The goal of {{parkNames}} for {{period}} ({{measure | term}}) was {{changeEn}}, as both sides agreed. Reason: {{reason}}'),
  ('assessment.goal.change-declined', 'zh', '突破目标变更未获同意：{{parkNames}}{{period}}{{measure | term}}',
   '{{parkNames}}{{period}}突破目标（{{measure | term}}）未获同意{{changeZh}}，仍为{{valueZh}}。理由：{{reason}}'),
  ('assessment.goal.change-declined', 'en', 'Not agreed: change of the goal of {{parkNames}} for {{period}}',
   'The goal of {{parkNames}} for {{period}} ({{measure | term}}) stays {{valueEn}}; it is not {{changeEn}}. Reason: {{reason}}')
) AS chosen (event_type, language, title, body);
