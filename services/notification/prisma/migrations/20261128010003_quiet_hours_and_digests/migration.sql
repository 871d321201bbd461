-- When a person, or a chat, is told outside the platform: not in their quiet hours, and what matters less in digests.
CREATE TABLE delivery_schedule (
  recipient_id      UUID           NOT NULL,
  quiet_from        SMALLINT       CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until       SMALLINT       CHECK (quiet_until BETWEEN 0 AND 1439),
  digest_times      SMALLINT[]     NOT NULL DEFAULT '{}',
  digest_below      severity,
  working_days_only BOOLEAN        NOT NULL DEFAULT false,
  next_digest_at    TIMESTAMPTZ(3),
  parked_until      TIMESTAMPTZ(3),
  stuck_because     TEXT,
  revision          INTEGER        NOT NULL DEFAULT 1,
  changed_at        TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT delivery_schedule_pkey PRIMARY KEY (recipient_id),
  CONSTRAINT delivery_schedule_quiet_check CHECK ((quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from <> quiet_until)
);
CREATE INDEX delivery_schedule_next_digest ON delivery_schedule (next_digest_at) WHERE next_digest_at IS NOT NULL;

-- What was gathered for somebody and is sent as one; its text is the notice of the same id.
CREATE TABLE digest (
  id           UUID           NOT NULL,
  recipient_id UUID           NOT NULL,
  channel      TEXT           NOT NULL,
  messages     INTEGER        NOT NULL,
  made_at      TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT digest_pkey PRIMARY KEY (id)
);
CREATE INDEX digest_recipient_id_id_idx ON digest (recipient_id, id);

-- gathered: waits for the next digest; digested: went with the one in batch_id.
ALTER TABLE delivery DROP CONSTRAINT delivery_state_check;
ALTER TABLE delivery ADD CONSTRAINT delivery_state_check
  CHECK (state IN ('pending', 'delivered', 'dead', 'cancelled', 'gathered', 'digested'));
CREATE INDEX delivery_gathered ON delivery (official_id, channel) WHERE state = 'gathered';

-- The instant itself outside the quiet hours (minutes of the day in Shanghai, across midnight where from is later), else their end.
CREATE FUNCTION after_quiet_hours(at timestamptz, quiet_from smallint, quiet_until smallint) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN quiet_from IS NULL THEN at
    WHEN quiet_from < quiet_until AND minute >= quiet_from AND minute < quiet_until
      OR quiet_from > quiet_until AND minute < quiet_until
      THEN (day + quiet_until * interval '1 minute') AT TIME ZONE 'Asia/Shanghai'
    WHEN quiet_from > quiet_until AND minute >= quiet_from
      THEN (day + interval '1 day' + quiet_until * interval '1 minute') AT TIME ZONE 'Asia/Shanghai'
    ELSE at
  END
  FROM (SELECT date_trunc('day', local) AS day, extract(hour FROM local) * 60 + extract(minute FROM local) AS minute
        FROM (SELECT at AT TIME ZONE 'Asia/Shanghai' AS local) AS wall) AS clock
$$;
