-- Chinese is punctuated in full width. Placeholders hold none of these marks; wordings that somebody changed stay theirs.
UPDATE template
SET title = translate(title, ',:;?!()', '，：；？！（）'), body = translate(body, ',:;?!()', '，：；？！（）')
WHERE language = 'zh' AND changed_by = 'default';
