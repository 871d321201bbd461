-- Who is told that a claim's proofs are all there, until the leading group's office decides otherwise.
INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
VALUES (gen_random_uuid(), 'cn.yuanqu.intake.incentive-claim.proof-complete', 'info', 'task-force', '{in-app,email,webhook}', 'default');

INSERT INTO template (event_type, language, title, body, changed_by)
SELECT 'cn.yuanqu.' || event_type, language, title, body, 'default'
FROM (VALUES
  ('intake.incentive-claim.proof-complete', 'zh', '待核验:{{tenant}}政策兑现({{parkNames}})',
   '{{tenant}}({{parkNames}})申请兑现“{{incentiveZh}}”,材料已齐全,请在{{dueBy | day}}前核验。'),
  ('intake.incentive-claim.proof-complete', 'en', 'To check: claim of {{tenant}} in {{parkNames}}',
   'All proofs of the claim of {{tenant}} in {{parkNames}} to “{{incentiveEn}}” are there; to be checked before {{dueBy | day}}.')
) AS chosen (event_type, language, title, body);
