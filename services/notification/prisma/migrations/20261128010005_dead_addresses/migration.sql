-- An address that takes nothing any more, since when and why, until something gets through or it is set anew.
ALTER TABLE address ADD COLUMN dead_since TIMESTAMPTZ(3);
ALTER TABLE address ADD COLUMN dead_reason TEXT;
ALTER TABLE robot ADD COLUMN dead_since TIMESTAMPTZ(3);
UPDATE address SET dead_since = changed_at, dead_reason = state_reason WHERE state = 'disabled';
UPDATE robot SET dead_since = changed_at WHERE state = 'disabled';
CREATE INDEX address_dead ON address (dead_since) WHERE dead_since IS NOT NULL;
