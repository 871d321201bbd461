-- Who is away, and who is told in their stead meanwhile.
CREATE TABLE absence (
  id          UUID           NOT NULL,
  official_id UUID           NOT NULL,
  deputy_id   UUID           NOT NULL,
  starts_at   TIMESTAMPTZ(3) NOT NULL,
  ends_at     TIMESTAMPTZ(3) NOT NULL,
  created_at  TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT absence_pkey PRIMARY KEY (id),
  CONSTRAINT absence_check CHECK (ends_at > starts_at AND deputy_id <> official_id)
);
CREATE INDEX absence_official_id_ends_at_idx ON absence (official_id, ends_at);
CREATE INDEX absence_deputy_id_ends_at_idx ON absence (deputy_id, ends_at);
CREATE INDEX absence_ends_at_idx ON absence (ends_at);

-- For whom a deputy was told; null for what somebody is told for themselves alone.
ALTER TABLE message ADD COLUMN on_behalf_of UUID[];
ALTER TABLE delivery ADD COLUMN on_behalf_of UUID[];
