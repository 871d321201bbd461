-- Until a month is published each park knows its own row only: the closing tells no ranking, the publication does.
UPDATE template SET title = chosen.title, body = chosen.body, revision = template.revision + 1, changed_at = CURRENT_TIMESTAMP
FROM (VALUES
  ('assessment.league-table.closed', 'zh', '{{month | month}}园区考核已评定',
   '{{month | month}}园区考核已评定(第{{version}}版,规则{{ruleVersion}}),待公布。排名在公布时告知。'),
  ('assessment.league-table.closed', 'en', 'League table of {{month | month}} closed',
   'The league table of {{month | month}} has been closed (version {{version}}, rules {{ruleVersion}}) and is to be published. The ranking is told then.'),
  ('assessment.league-table.published', 'zh', '{{month | month}}园区晾晒榜已公布',
   '{{month | month}}园区晾晒榜(第{{version}}版)已于{{publishedAt | instant}}对外公布。第一名:{{ranking.0.name}},{{ranking.0.score | points}}分;第二名:{{ranking.1.name}},{{ranking.1.score | points}}分;第三名:{{ranking.2.name}},{{ranking.2.score | points}}分。'),
  ('assessment.league-table.published', 'en', 'League table of {{month | month}} published',
   'The league table of {{month | month}} (version {{version}}) was made public on {{publishedAt | instant}}. First: {{ranking.0.name}} with {{ranking.0.score | points}}; second: {{ranking.1.name}} with {{ranking.1.score | points}}; third: {{ranking.2.name}} with {{ranking.2.score | points}}.')
) AS chosen (event_type, language, title, body)
WHERE template.event_type = 'cn.yuanqu.' || chosen.event_type AND template.language = chosen.language
  AND template.changed_by = 'default';

-- Previews of templates are filled in with the newest notice.
UPDATE notice SET data = data - 'ranking' WHERE event_type = 'cn.yuanqu.assessment.league-table.closed';
