CREATE TYPE severity AS ENUM ('info', 'warning', 'critical');

CREATE TABLE official (
  id        UUID    NOT NULL,
  username  TEXT    NOT NULL,
  name      TEXT    NOT NULL,
  roles     TEXT[]  NOT NULL,
  all_parks BOOLEAN NOT NULL,
  parks     TEXT[]  NOT NULL,
  language  TEXT    NOT NULL CHECK (language IN ('zh', 'en')),
  active    BOOLEAN NOT NULL,
  revision  INTEGER NOT NULL,
  CONSTRAINT official_pkey PRIMARY KEY (id)
);

CREATE TABLE park (
  code     TEXT    NOT NULL,
  name     TEXT    NOT NULL,
  revision INTEGER NOT NULL,
  CONSTRAINT park_pkey PRIMARY KEY (code)
);

CREATE TABLE address (
  official_id  UUID           NOT NULL,
  channel      TEXT           NOT NULL CHECK (channel IN ('email', 'webhook')),
  target       TEXT           NOT NULL,
  state        TEXT           NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled')),
  state_reason TEXT,
  min_severity severity       NOT NULL DEFAULT 'info',
  held_until   TIMESTAMPTZ(3),
  failures     INTEGER        NOT NULL DEFAULT 0,
  changed_at   TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT address_pkey PRIMARY KEY (official_id, channel)
);

CREATE TABLE webhook_secret (
  id          UUID           NOT NULL,
  official_id UUID           NOT NULL,
  sealed      BYTEA          NOT NULL,
  hint        TEXT           NOT NULL,
  created_at  TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  valid_until TIMESTAMPTZ(3),
  CONSTRAINT webhook_secret_pkey PRIMARY KEY (id)
);
CREATE INDEX webhook_secret_official_id_idx ON webhook_secret (official_id);
-- One signs for good; the one it replaces has an end.
CREATE UNIQUE INDEX webhook_secret_current ON webhook_secret (official_id) WHERE valid_until IS NULL;

CREATE TABLE rule (
  id           UUID           NOT NULL,
  event_type   TEXT           NOT NULL,
  min_severity severity       NOT NULL DEFAULT 'info',
  park         TEXT,
  role         TEXT           NOT NULL,
  channels     TEXT[]         NOT NULL CHECK (channels <@ ARRAY['in-app', 'email', 'webhook'] AND channels @> ARRAY['in-app']),
  enabled      BOOLEAN        NOT NULL DEFAULT true,
  revision     INTEGER        NOT NULL DEFAULT 1,
  changed_by   TEXT           NOT NULL,
  changed_at   TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT rule_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX rule_says_it_once ON rule (event_type, min_severity, role, park) NULLS NOT DISTINCT;

CREATE TABLE template (
  event_type TEXT           NOT NULL,
  language   TEXT           NOT NULL CHECK (language IN ('zh', 'en')),
  title      TEXT           NOT NULL,
  body       TEXT           NOT NULL,
  revision   INTEGER        NOT NULL DEFAULT 1,
  changed_by TEXT           NOT NULL,
  changed_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT template_pkey PRIMARY KEY (event_type, language)
);

CREATE TABLE notice (
  event_id    UUID           NOT NULL,
  event_type  TEXT           NOT NULL,
  severity    severity       NOT NULL,
  parks       TEXT[]         NOT NULL,
  subject     TEXT           NOT NULL,
  data        JSONB          NOT NULL,
  title_zh    TEXT           NOT NULL,
  body_zh     TEXT           NOT NULL,
  title_en    TEXT           NOT NULL,
  body_en     TEXT           NOT NULL,
  occurred_at TIMESTAMPTZ(3) NOT NULL,
  planned_at  TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT notice_pkey PRIMARY KEY (event_id)
);
CREATE INDEX notice_occurred_at_idx ON notice (occurred_at);

-- No foreign keys from here on: their checks would double the cost of a fan-out, and the planning statement is the
-- only writer of new rows. It runs under an advisory lock, so that numbers become visible in rising order.
CREATE TABLE message (
  official_id     UUID           NOT NULL,
  number          BIGSERIAL      NOT NULL,
  event_id        UUID           NOT NULL,
  created_at      TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  read_at         TIMESTAMPTZ(3),
  acknowledged_at TIMESTAMPTZ(3),
  CONSTRAINT message_pkey PRIMARY KEY (official_id, number)
);
CREATE UNIQUE INDEX message_event_id_official_id_key ON message (event_id, official_id);

CREATE TABLE delivery (
  event_id    UUID           NOT NULL,
  official_id UUID           NOT NULL,
  channel     TEXT           NOT NULL CHECK (channel IN ('email', 'webhook')),
  state       TEXT           NOT NULL DEFAULT 'pending'
              CHECK (state IN ('pending', 'delivered', 'dead', 'cancelled')),
  attempts    SMALLINT       NOT NULL DEFAULT 0,
  due_at      TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_error  TEXT,
  created_at  TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  settled_at  TIMESTAMPTZ(3),
  CONSTRAINT delivery_pkey PRIMARY KEY (event_id, official_id, channel)
) WITH (fillfactor = 70);
CREATE INDEX delivery_due ON delivery (channel, due_at) WHERE state = 'pending';
CREATE INDEX delivery_failed ON delivery (event_id, official_id, channel) WHERE state IN ('dead', 'cancelled');

CREATE TABLE delivery_attempt (
  event_id    UUID           NOT NULL,
  official_id UUID           NOT NULL,
  channel     TEXT           NOT NULL,
  number      SMALLINT       NOT NULL,
  at          TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  target      TEXT           NOT NULL,
  error       TEXT           NOT NULL,
  status      INTEGER,
  CONSTRAINT delivery_attempt_pkey PRIMARY KEY (event_id, official_id, channel, number)
);
