-- Text messages: the provider keeps the texts, here are their ids and what is put into them.
CREATE TABLE sms_template (
  event_type  TEXT           NOT NULL,
  language    TEXT           NOT NULL CHECK (language IN ('zh', 'en')),
  template_id TEXT           NOT NULL,
  variables   JSONB          NOT NULL,
  revision    INTEGER        NOT NULL DEFAULT 1,
  changed_by  TEXT           NOT NULL,
  changed_at  TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT sms_template_pkey PRIMARY KEY (event_type, language)
);

ALTER TABLE address DROP CONSTRAINT address_channel_check;
ALTER TABLE address ADD CONSTRAINT address_channel_check CHECK (channel IN ('email', 'webhook', 'sms'));
ALTER TABLE rule DROP CONSTRAINT rule_channels_check;
ALTER TABLE rule ADD CONSTRAINT rule_channels_check
  CHECK (channels <@ ARRAY['in-app', 'email', 'webhook', 'robot', 'sms'] AND channels @> ARRAY['in-app']);
ALTER TABLE delivery DROP CONSTRAINT delivery_channel_check;
ALTER TABLE delivery ADD CONSTRAINT delivery_channel_check CHECK (channel IN ('email', 'webhook', 'robot', 'sms'));

-- Any event without a template of its own.
INSERT INTO sms_template (event_type, language, template_id, variables, changed_by) VALUES
  ('*', 'zh', 'YUANQU_NOTICE_ZH', '{"title": "title"}', 'default'),
  ('*', 'en', 'YUANQU_NOTICE_EN', '{"title": "title"}', 'default');

-- A text message is for what does not wait until somebody looks.
UPDATE rule SET channels = channels || '{sms}'
WHERE changed_by = 'default' AND (min_severity = 'critical' OR event_type = 'cn.yuanqu.intake.tenancy.clear-out-overdue');
