-- Robots of group chats (企业微信、钉钉): a park's or the district's, told what a role is told.
CREATE TABLE robot (
  id           UUID             NOT NULL,
  kind         TEXT             NOT NULL CHECK (kind IN ('wecom', 'dingtalk')),
  name         TEXT             NOT NULL,
  park         TEXT,
  role         TEXT             NOT NULL,
  language     TEXT             NOT NULL CHECK (language IN ('zh', 'en')),
  min_severity severity         NOT NULL DEFAULT 'info',
  sealed       BYTEA            NOT NULL,
  fingerprint  BYTEA            NOT NULL,
  hint         TEXT             NOT NULL,
  state        TEXT             NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled')),
  state_reason TEXT,
  tokens       DOUBLE PRECISION NOT NULL DEFAULT 10,
  refilled_at  TIMESTAMPTZ(3)   NOT NULL DEFAULT CURRENT_TIMESTAMP,
  held_until   TIMESTAMPTZ(3),
  failures     INTEGER          NOT NULL DEFAULT 0,
  revision     INTEGER          NOT NULL DEFAULT 1,
  changed_by   TEXT             NOT NULL,
  changed_at   TIMESTAMPTZ(3)   NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT robot_pkey PRIMARY KEY (id)
);
-- Two robots of one chat would tell it everything twice.
CREATE UNIQUE INDEX robot_fingerprint_key ON robot (fingerprint);
CREATE INDEX robot_role_idx ON robot (role);

CREATE TABLE robot_template (
  event_type TEXT           NOT NULL,
  language   TEXT           NOT NULL CHECK (language IN ('zh', 'en')),
  title      TEXT           NOT NULL,
  body       TEXT           NOT NULL,
  revision   INTEGER        NOT NULL DEFAULT 1,
  changed_by TEXT           NOT NULL,
  changed_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT robot_template_pkey PRIMARY KEY (event_type, language)
);

-- What a group chat reads, where that differs from what a person does.
ALTER TABLE notice ADD COLUMN robot JSONB;
-- The message that carried a delivery together with others.
ALTER TABLE delivery ADD COLUMN batch_id UUID;

ALTER TABLE rule DROP CONSTRAINT rule_channels_check;
ALTER TABLE rule ADD CONSTRAINT rule_channels_check
  CHECK (channels <@ ARRAY['in-app', 'email', 'webhook', 'robot'] AND channels @> ARRAY['in-app']);
ALTER TABLE delivery DROP CONSTRAINT delivery_channel_check;
ALTER TABLE delivery ADD CONSTRAINT delivery_channel_check CHECK (channel IN ('email', 'webhook', 'robot'));
CREATE INDEX delivery_robot_due ON delivery (official_id, due_at) WHERE channel = 'robot' AND state = 'pending';

-- As with webhooks: a chat without a robot is told nothing, so this means whoever has set one up.
UPDATE rule SET channels = channels || '{robot}' WHERE changed_by = 'default' AND 'webhook' = ANY (channels);
