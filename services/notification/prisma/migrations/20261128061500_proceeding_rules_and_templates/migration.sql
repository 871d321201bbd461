-- Whoever has to act is told: the district leader of a clear-out that waits for them, the assessor of appeals, the operator
-- of its own hand-over. And what takes something off the list of what is overdue is told, too.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, min_severity::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('assessment.operator-standing.changed', 'critical', 'district-leader', 'in-app email webhook sms'),
  ('assessment.operator-standing.changed', 'info', 'assessor', 'in-app webhook'),
  ('assessment.operator-standing.overdue', 'critical', 'district-leader', 'in-app email webhook sms'),
  ('assessment.operator-standing.overdue', 'info', 'assessor', 'in-app email webhook'),
  ('assessment.operator-standing.proceeded', 'info', 'task-force', 'in-app email webhook'),
  ('assessment.operator-standing.proceeded', 'info', 'leading-group-office', 'in-app webhook'),
  ('assessment.operator-standing.proceeded', 'info', 'park-operator', 'in-app webhook'),
  ('intake.operator-call.handover-overdue', 'info', 'park-operator', 'in-app email webhook'),
  ('intake.application.reviewed', 'info', 'park-operator', 'in-app webhook'),
  ('intake.tenancy.clear-out-dropped', 'info', 'park-operator', 'in-app email webhook'),
  ('intake.tenancy.clear-out-dropped', 'info', 'task-force', 'in-app webhook'),
  ('intake.incentive-claim.kept', 'info', 'park-operator', 'in-app webhook'),
  ('intake.incentive-claim.kept', 'info', 'finance-officer', 'in-app webhook')
) AS chosen (event_type, min_severity, role, channels)
ON CONFLICT DO NOTHING;

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('assessment.operator-standing.proceeded', 'zh', '运营机构整改进展:{{operatorName}}({{parkNames}}){{step | term}}',
   '{{parkNames}}运营机构{{operatorName}}({{status | term}}):{{step | term}}。下一期限:{{dueAt | day}}。'),
  ('assessment.operator-standing.proceeded', 'en', '{{operatorName}} ({{parkNames}}): {{step | term}}',
   'The operator {{operatorName}} of {{parkNames}} ({{status | term}}): {{step | term}}. Next date: {{dueAt | day}}.'),
  ('intake.application.reviewed', 'zh', '入驻申请审定,待抱团结果:{{applicant}}({{parkNames}})',
   '{{applicant}}入驻{{parkNames}}的申请已审定同意,待同组其他企业审定后生效。'),
  ('intake.application.reviewed', 'en', 'Reviewed: {{applicant}} ({{parkNames}}) waits for its group',
   'The application of {{applicant}} to {{parkNames}} was agreed to and takes effect once the others of its group are decided.'),
  ('intake.tenancy.clear-out-dropped', 'zh', '清退撤销:{{tenant}}({{parkNames}})',
   '对{{tenant}}({{parkNames}})的清退通知经听证已撤销,合同继续履行。原因:{{reason}}'),
  ('intake.tenancy.clear-out-dropped', 'en', 'Notice dropped: {{tenant}} stays in {{parkNames}}',
   'The notice given to {{tenant}} in {{parkNames}} was dropped after the hearing; the contract goes on. Reason: {{reason}}'),
  ('intake.incentive-claim.kept', 'zh', '维持兑现:{{tenant}} {{amountFen | money}}({{parkNames}})',
   '{{tenant}}({{parkNames}})的“{{incentiveZh}}”经复核维持兑现,金额{{amountFen | money}}。'),
  ('intake.incentive-claim.kept', 'en', 'Kept: {{amountFen | money}} to {{tenant}} in {{parkNames}}',
   'What was granted to {{tenant}} in {{parkNames}} as “{{incentiveEn}}” stands: {{amountFen | money}}.')
) AS chosen (event_type, language, title, body)
ON CONFLICT DO NOTHING;
