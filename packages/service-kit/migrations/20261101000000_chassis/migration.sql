-- What every service has besides its own tables and the event backbone: idempotency keys and the audit trail.
CREATE SCHEMA IF NOT EXISTS chassis;

-- One row per Idempotency-Key and caller and route. claimed: a request is at it; effective: its transaction has
-- committed; answered: the answer is kept and given again. `claim` fences off a request whose lease ran out.
CREATE TABLE chassis.idempotency (
  scope        text        NOT NULL,
  key          text        NOT NULL,
  fingerprint  bytea       NOT NULL,
  state        text        NOT NULL DEFAULT 'claimed' CHECK (state IN ('claimed', 'effective', 'answered')),
  claim        uuid        NOT NULL,
  leased_until timestamptz NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  status       smallint,
  headers      jsonb,
  body         text,
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_created_at ON chassis.idempotency (created_at);

-- The audit trail: append-only, each row's hash covers the row before it. The columns to search by come out of the
-- entry, so that they cannot tell another story.
CREATE TABLE chassis.audit (
  sequence   bigint PRIMARY KEY,
  entry      text   NOT NULL,
  previous   bytea  NOT NULL,
  hash       bytea  NOT NULL,
  at         text   GENERATED ALWAYS AS ((entry::json) ->> 'at') STORED,
  actor      text   GENERATED ALWAYS AS ((entry::json) #>> '{actor,subject}') STORED,
  resource   text   GENERATED ALWAYS AS ((entry::json) ->> 'resource') STORED,
  target     text   GENERATED ALWAYS AS ((entry::json) ->> 'target') STORED,
  park       text   GENERATED ALWAYS AS ((entry::json) ->> 'park') STORED,
  request_id text   GENERATED ALWAYS AS ((entry::json) ->> 'requestId') STORED
);
CREATE INDEX audit_actor ON chassis.audit (actor, sequence);
CREATE INDEX audit_target ON chassis.audit (resource, target, sequence);
CREATE INDEX audit_request_id ON chassis.audit (request_id);

-- The end of the chain: its lock makes writers take turns, and it tells when rows were cut off the end.
CREATE TABLE chassis.audit_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  sequence bigint  NOT NULL,
  hash     bytea   NOT NULL
);
INSERT INTO chassis.audit_head (sequence, hash) VALUES (0, '\x');

CREATE FUNCTION chassis.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON chassis.audit FOR EACH ROW EXECUTE FUNCTION chassis.refuse_change();
CREATE TRIGGER audit_not_truncated BEFORE TRUNCATE ON chassis.audit FOR EACH STATEMENT EXECUTE FUNCTION chassis.refuse_change();

-- Appends one entry; a function, so that it is one round trip.
CREATE FUNCTION chassis.append_audit(new_entry text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  head chassis.audit_head%ROWTYPE;
  new_hash bytea;
BEGIN
  SELECT * INTO head FROM chassis.audit_head FOR UPDATE;
  new_hash := sha256(head.hash || convert_to(new_entry, 'UTF8'));
  INSERT INTO chassis.audit (sequence, entry, previous, hash) VALUES (head.sequence + 1, new_entry, head.hash, new_hash);
  UPDATE chassis.audit_head SET sequence = head.sequence + 1, hash = new_hash;
  RETURN head.sequence + 1;
END $$;
