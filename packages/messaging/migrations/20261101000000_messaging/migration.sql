-- The tables of the event backbone. They live in a schema of their own in each service's database.
CREATE SCHEMA IF NOT EXISTS messaging;

-- One row per partition: the last sequence given out. Raised as the last step before the outbox insert, so that the
-- sequence is dense and in commit order per partition. Updated in place (HOT), hence the free space in each page.
CREATE TABLE messaging.outbox_head (
  topic           text     NOT NULL,
  partition       smallint NOT NULL,
  partition_count smallint NOT NULL,
  sequence        bigint   NOT NULL DEFAULT 0,
  -- of the next event, and of the last one written (0 before the first)
  epoch           integer  NOT NULL DEFAULT 1,
  written_epoch   integer  NOT NULL DEFAULT 0,
  timeline        integer  NOT NULL,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- Committed events; rows are never updated. `body` is the CloudEvent without its place in the log.
CREATE TABLE messaging.outbox (
  topic         text        NOT NULL,
  partition     smallint    NOT NULL,
  sequence      bigint      NOT NULL,
  epoch         integer     NOT NULL,
  -- set on the first event of an epoch: the epoch of the event before it
  follows_epoch integer,
  key           text        NOT NULL,
  type          text        NOT NULL,
  body          text        NOT NULL,
  committed_at  timestamptz NOT NULL,
  PRIMARY KEY (topic, partition, sequence)
);

-- What the embedded bus lets other services read: the one exception to "no shared table".
CREATE VIEW messaging.log AS
  SELECT topic, partition, epoch, sequence, follows_epoch, key, type, body, committed_at FROM messaging.outbox;

-- How far the relay has published.
CREATE TABLE messaging.relay_cursor (
  topic     text     NOT NULL,
  partition smallint NOT NULL,
  sequence  bigint   NOT NULL,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 20);

-- How far each group that reads this outbox directly (embedded bus) has got, told by the group every few seconds. Like
-- a replication slot: rows that a registered group has not passed are kept.
CREATE TABLE messaging.log_reader (
  group_name text        NOT NULL,
  topic      text        NOT NULL,
  partition  smallint    NOT NULL,
  epoch      integer     NOT NULL,
  sequence   bigint      NOT NULL,
  told_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition, group_name)
) WITH (fillfactor = 20);

-- How far each group's effects in this database reach; locked first in every consuming transaction.
CREATE TABLE messaging.consumer_watermark (
  group_name text        NOT NULL,
  topic      text        NOT NULL,
  partition  smallint    NOT NULL,
  epoch      integer     NOT NULL DEFAULT 0,
  sequence   bigint      NOT NULL DEFAULT 0,
  moved_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (group_name, topic, partition)
) WITH (fillfactor = 20);

-- Events that could not be handled, and the later ones of their keys behind them.
CREATE TABLE messaging.dead_letter (
  id          uuid        PRIMARY KEY,
  group_name  text        NOT NULL,
  topic       text        NOT NULL,
  partition   smallint    NOT NULL,
  epoch       integer     NOT NULL,
  sequence    bigint      NOT NULL,
  key         text        NOT NULL,
  type        text        NOT NULL,
  value       text        NOT NULL,
  state       text        NOT NULL CHECK (state IN ('parked', 'replayed', 'discarded')),
  -- null: at no fault itself, waits behind an earlier event of its key
  error       text,
  parked_at   timestamptz NOT NULL,
  settled_at  timestamptz,
  settled_by  text,
  reason      text,
  UNIQUE (group_name, topic, partition, epoch, sequence)
);
CREATE INDEX dead_letter_parked ON messaging.dead_letter (group_name, topic, partition, key, epoch, sequence)
  WHERE state = 'parked';
CREATE INDEX dead_letter_failed ON messaging.dead_letter (group_name, parked_at) WHERE error IS NOT NULL;

-- Events from outside the platform have no sequence: they are recognised by their id.
CREATE TABLE messaging.inbox (
  source       text        NOT NULL,
  id           text        NOT NULL,
  content_hash bytea       NOT NULL,
  received_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, id)
);

-- Which cluster this database was last seen in; another one means a restore, and a new epoch.
CREATE TABLE messaging.database_identity (
  only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  system_identifier text    NOT NULL
);

-- The timeline that this server writes now; it rises when a standby is promoted and when a backup is recovered.
CREATE FUNCTION messaging.timeline() RETURNS integer LANGUAGE sql AS $$
  SELECT ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::integer
$$;

-- Gives events their places and writes them. The caller has grouped them: the n-th of `topics`, `partitions` and `counts`
-- is a head and how many events go to it; each event names its head (by n) and its place among that head's events.
-- Keys, types and bodies are joined by the separator E'\x1e', which none of them can hold: an array literal of JSON
-- would have to escape each quote (a quarter of the client's time). A function, so that locking, raising and inserting
-- are one round trip yet separate statements: under READ COMMITTED each sees what was committed before it, and the heads
-- are locked in sorted order, so that two transactions cannot wait for each other. A head that was last written on
-- another timeline begins a new epoch here and now: a promoted standby may lack events that were published already.
CREATE FUNCTION messaging.append(
  topics text[], partitions smallint[], counts integer[],
  heads integer[], places integer[], keys text, types text, bodies text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  here   integer := messaging.timeline();
  locked integer;
BEGIN
  PERFORM 1 FROM messaging.outbox_head AS head
    WHERE (head.topic, head.partition) IN (SELECT t, p FROM unnest(topics, partitions) AS e(t, p))
    ORDER BY head.topic, head.partition
    FOR NO KEY UPDATE;
  GET DIAGNOSTICS locked = ROW_COUNT;
  IF locked <> cardinality(topics) THEN
    RAISE EXCEPTION 'an event names a topic or partition that this service has not registered: %',
      (SELECT array_agg(DISTINCT t) FROM unnest(topics) AS e(t));
  END IF;

  WITH raised AS (
    UPDATE messaging.outbox_head AS head
    SET sequence = head.sequence + touched.events,
        epoch = head.epoch + (head.timeline <> here)::integer,
        written_epoch = head.epoch + (head.timeline <> here)::integer,
        timeline = here
    FROM unnest(topics, partitions, counts) WITH ORDINALITY AS touched(topic, partition, events, n)
    WHERE head.topic = touched.topic AND head.partition = touched.partition
    RETURNING touched.n, head.topic, head.partition, new.epoch, old.written_epoch AS epoch_before,
              old.sequence AS base
  )
  INSERT INTO messaging.outbox
    (topic, partition, sequence, epoch, follows_epoch, key, type, body, committed_at)
  SELECT raised.topic, raised.partition, raised.base + event.place, raised.epoch,
         CASE WHEN event.place = 1 AND raised.epoch_before <> raised.epoch THEN raised.epoch_before END,
         event.key, event.type, event.body, clock_timestamp()
  FROM unnest(heads, places, string_to_array(keys, E'\x1e'), string_to_array(types, E'\x1e'),
              string_to_array(bodies, E'\x1e')) AS event(head, place, key, type, body)
  JOIN raised ON raised.n = event.head;
END $$;
