-- Who is told what of claims to incentives, until the leading group's office decides otherwise.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, 'info'::severity, role, string_to_array(channels, ' '), 'default'
FROM (VALUES
  ('intake.incentive-claim.submitted', 'task-force', 'in-app webhook'),
  ('intake.incentive-claim.proof-asked', 'park-operator', 'in-app email webhook'),
  ('intake.incentive-claim.checked', 'task-force', 'in-app email webhook'),
  ('intake.incentive-claim.granted', 'park-operator', 'in-app email webhook'),
  ('intake.incentive-claim.granted', 'finance-officer', 'in-app email webhook'),
  ('intake.incentive-claim.refused', 'park-operator', 'in-app email webhook'),
  ('intake.incentive-claim.revoked', 'park-operator', 'in-app email webhook'),
  ('intake.incentive-claim.revoked', 'finance-officer', 'in-app email webhook'),
  ('intake.incentive-claim.revoked', 'leading-group-office', 'in-app webhook'),
  ('intake.incentive-claim.overdue', 'task-force', 'in-app email webhook'),
  ('intake.incentive-claim.overdue', 'leading-group-office', 'in-app webhook'),
  ('intake.incentive-claim.ended', 'park-operator', 'in-app webhook')
) AS chosen (event_type, role, channels);

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('intake.incentive-claim.submitted', 'zh', '政策兑现申请:{{tenant}}({{parkNames}})',
   '{{tenant}}({{parkNames}})申请兑现“{{incentiveZh}}”(招商规定{{policyVersion}}),期间{{from}}至{{until}}。材料齐全后请核验。'),
  ('intake.incentive-claim.submitted', 'en', 'Claim: {{tenant}} in {{parkNames}}',
   '{{tenant}} in {{parkNames}} claims “{{incentiveEn}}” of policy {{policyVersion}} for {{from}} to {{until}}. To be checked once its proofs are there.'),
  ('intake.incentive-claim.proof-asked', 'zh', '请补充材料:{{tenant}}政策兑现({{parkNames}})',
   '{{tenant}}({{parkNames}})申请兑现“{{incentiveZh}}”,须在{{dueBy | day}}前补充材料,逾期失效。说明:{{reason}}'),
  ('intake.incentive-claim.proof-asked', 'en', 'More proof wanted: claim of {{tenant}} in {{parkNames}}',
   'For its claim to “{{incentiveEn}}” {{tenant}} in {{parkNames}} has to show more before {{dueBy | day}}, or it lapses: {{reason}}'),
  ('intake.incentive-claim.checked', 'zh', '待审定:{{tenant}}政策兑现{{amountFen | money}}({{parkNames}})',
   '{{tenant}}({{parkNames}})申请兑现的“{{incentiveZh}}”已核验,金额{{amountFen | money}}。请由核验人以外的人员在{{dueBy | day}}前审定。'),
  ('intake.incentive-claim.checked', 'en', 'To decide: claim of {{tenant}} in {{parkNames}}, {{amountFen | money}}',
   'The claim of {{tenant}} in {{parkNames}} to “{{incentiveEn}}” was checked; it comes to {{amountFen | money}}. Somebody else than who checked it is to decide before {{dueBy | day}}.'),
  ('intake.incentive-claim.granted', 'zh', '政策兑现:{{tenant}} {{amountFen | money}}({{parkNames}})',
   '{{tenant}}({{parkNames}})的“{{incentiveZh}}”已准予兑现,金额{{amountFen | money}},期间{{from}}至{{until}}。'),
  ('intake.incentive-claim.granted', 'en', 'Granted: {{amountFen | money}} to {{tenant}} in {{parkNames}}',
   '“{{incentiveEn}}” was granted to {{tenant}} in {{parkNames}}: {{amountFen | money}} for {{from}} to {{until}}.'),
  ('intake.incentive-claim.refused', 'zh', '政策兑现未通过:{{tenant}}({{parkNames}})',
   '{{tenant}}({{parkNames}})申请兑现的“{{incentiveZh}}”未通过。原因:{{reason}}'),
  ('intake.incentive-claim.refused', 'en', 'Refused: claim of {{tenant}} in {{parkNames}}',
   'The claim of {{tenant}} in {{parkNames}} to “{{incentiveEn}}” was refused: {{reason}}'),
  ('intake.incentive-claim.revoked', 'zh', '【{{severity | term}}】撤销兑现:{{tenant}} {{amountFen | money}}({{parkNames}})',
   '{{tenant}}({{parkNames}})的“{{incentiveZh}}”已撤销兑现,金额{{amountFen | money}},期间{{from}}至{{until}}。原因:{{reason}}'),
  ('intake.incentive-claim.revoked', 'en', '{{severity | term}}: {{amountFen | money}} to {{tenant}} in {{parkNames}} revoked',
   'What was granted to {{tenant}} in {{parkNames}} as “{{incentiveEn}}” ({{amountFen | money}}, {{from}} to {{until}}) was revoked: {{reason}}'),
  ('intake.incentive-claim.overdue', 'zh', '【{{severity | term}}】政策兑现逾期:{{tenant}}({{parkNames}})',
   '{{tenant}}({{parkNames}})申请兑现的“{{incentiveZh}}”应于{{dueBy | day}}前办理({{waitsFor | term}}),现已逾期。'),
  ('intake.incentive-claim.overdue', 'en', '{{severity | term}}: claim of {{tenant}} in {{parkNames}} overdue',
   'The claim of {{tenant}} in {{parkNames}} to “{{incentiveEn}}” still waits ({{waitsFor | term}}); it was due before {{dueBy | day}}.'),
  ('intake.incentive-claim.ended', 'zh', '政策兑现终止:{{tenant}}({{parkNames}})',
   '{{tenant}}({{parkNames}})申请兑现的“{{incentiveZh}}”{{how | term}}。'),
  ('intake.incentive-claim.ended', 'en', 'Claim of {{tenant}} in {{parkNames}}: {{how | term}}',
   'The claim of {{tenant}} in {{parkNames}} to “{{incentiveEn}}” is over: {{how | term}}.')
) AS chosen (event_type, language, title, body);
