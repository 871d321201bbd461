-- In each language its own sentence, and what is to be done by when: both were in the event only.
UPDATE template SET title = chosen.title, body = chosen.body, revision = template.revision + 1, changed_at = CURRENT_TIMESTAMP
FROM (VALUES
  ('assessment.operator-standing.changed', 'zh', '【{{severity | term}}】{{operatorName}}({{parkNames}}):{{to | term}}',
   '{{parkNames}}运营机构{{operatorName}}由“{{from | term}}”转为“{{to | term}}”。{{reasonZh}}{{nextZh}}'),
  ('assessment.operator-standing.changed', 'en', '{{severity | term}}: {{operatorName}} in {{parkNames}} is {{to | term}}',
   'The operator {{operatorName}} of {{parkNames}} was {{from | term}} and is {{to | term}}. {{reasonEn}} {{nextEn}}')
) AS chosen (event_type, language, title, body)
WHERE template.event_type = 'cn.yuanqu.' || chosen.event_type AND template.language = chosen.language
  AND template.changed_by = 'default';
