CREATE TABLE account (
  id         uuid           NOT NULL,
  username   text           NOT NULL,
  name       text           NOT NULL,
  roles      text[],
  all_parks  boolean        NOT NULL,
  parks      text[],
  operator   text,
  enterprise text,
  language   text           NOT NULL CHECK (language IN ('zh', 'en')),
  holds      jsonb          NOT NULL DEFAULT '[]',
  active     boolean        NOT NULL DEFAULT true CHECK (active = (holds = '[]'::jsonb)),
  demo       boolean        NOT NULL DEFAULT false,
  revision   integer        NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_parks_check CHECK (NOT all_parks OR parks = '{}'),
  CONSTRAINT account_username_check CHECK (username = lower(username))
);
CREATE UNIQUE INDEX account_username_key ON account (username);

CREATE TABLE password (
  account_id      uuid           NOT NULL,
  hash            text           NOT NULL,
  temporary_until timestamptz(3),
  changed_at      timestamptz(3) NOT NULL,
  CONSTRAINT password_pkey PRIMARY KEY (account_id),
  CONSTRAINT password_account_id_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE ON UPDATE NO ACTION
);

CREATE TABLE session (
  id            uuid           NOT NULL,
  account_id    uuid           NOT NULL,
  opened_at     timestamptz(3) NOT NULL,
  ends_at       timestamptz(3) NOT NULL,
  revoked_at    timestamptz(3),
  revoke_reason text,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX session_account_id_idx ON session (account_id);
CREATE INDEX session_ends_at_idx ON session (ends_at);

CREATE TABLE refresh_token (
  hash       bytea          NOT NULL,
  session_id uuid           NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3),
  CONSTRAINT refresh_token_pkey PRIMARY KEY (hash),
  CONSTRAINT refresh_token_session_id_fkey FOREIGN KEY (session_id) REFERENCES session (id) ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX refresh_token_session_id_idx ON refresh_token (session_id);

CREATE TABLE login_failure (
  name_hash      bytea          NOT NULL,
  failures       integer        NOT NULL,
  blocked_until  timestamptz(3),
  last_failed_at timestamptz(3) NOT NULL,
  CONSTRAINT login_failure_pkey PRIMARY KEY (name_hash)
);
CREATE INDEX login_failure_last_failed_at_idx ON login_failure (last_failed_at);

CREATE TABLE client (
  client_id  text           NOT NULL,
  name       text           NOT NULL,
  operator   text           NOT NULL,
  parks      text[],
  holds      jsonb          NOT NULL DEFAULT '[]',
  active     boolean        NOT NULL DEFAULT true CHECK (active = (holds = '[]'::jsonb)),
  demo       boolean        NOT NULL DEFAULT false,
  revision   integer        NOT NULL,
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT client_pkey PRIMARY KEY (client_id)
);
CREATE INDEX client_operator_idx ON client (operator);

CREATE TABLE client_secret (
  id           uuid           NOT NULL,
  client_id    text           NOT NULL,
  hash         bytea          NOT NULL,
  created_at   timestamptz(3) NOT NULL,
  expires_at   timestamptz(3),
  last_used_at timestamptz(3),
  CONSTRAINT client_secret_pkey PRIMARY KEY (id),
  CONSTRAINT client_secret_client_id_fkey FOREIGN KEY (client_id) REFERENCES client (client_id) ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX client_secret_client_id_idx ON client_secret (client_id);

CREATE TABLE signing_key (
  kid            text           NOT NULL,
  public_jwk     jsonb          NOT NULL,
  sealed_private bytea          NOT NULL,
  created_at     timestamptz(3) NOT NULL,
  signs_from     timestamptz(3) NOT NULL,
  CONSTRAINT signing_key_pkey PRIMARY KEY (kid)
);
