-- The tables of the event backbone. They live in a schema of their own in each service's database.
CREATE SCHEMA IF NOT EXISTS messaging;

-- One row per partition: the last sequence given out. Raised as the last step before the outbox insert, so that the
-- sequence is dense and in commit order per partition. Updated in place (HOT), hence the free space in each page.
CREATE TABLE messaging.outbox_head (
  topic           text     NOT NULL,
  partition       smallint NOT NULL,
  partition_count smallint NOT NULL,
  epoch           integer  NOT NULL DEFAULT 1,
  sequence        bigint   NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- Committed events; rows are never updated. `body` is the CloudEvent without its place in the log.
CREATE TABLE messaging.outbox (
  topic        text        NOT NULL,
  partition    smallint    NOT NULL,
  sequence     bigint      NOT NULL,
  epoch        integer     NOT NULL,
  key          text        NOT NULL,
  type         text        NOT NULL,
  body         text        NOT NULL,
  committed_at timestamptz NOT NULL,
  PRIMARY KEY (topic, partition, sequence)
);

-- What the embedded bus lets other services read: the one exception to "no shared table".
CREATE VIEW messaging.log AS
  SELECT topic, partition, epoch, sequence, key, type, body, committed_at FROM messaging.outbox;

-- How far the relay has published.
CREATE TABLE messaging.relay_cursor (
  topic     text     NOT NULL,
  partition smallint NOT NULL,
  sequence  bigint   NOT NULL,
  PRIMARY KEY (topic, partition)
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
  error       text        NOT NULL,
  parked_at   timestamptz NOT NULL,
  settled_at  timestamptz,
  settled_by  text,
  reason      text,
  UNIQUE (group_name, topic, partition, epoch, sequence)
);
CREATE INDEX dead_letter_parked ON messaging.dead_letter (group_name, topic, partition, key, epoch, sequence)
  WHERE state = 'parked';

-- Events from outside the platform have no sequence: they are recognised by their id.
CREATE TABLE messaging.inbox (
  source       text        NOT NULL,
  id           text        NOT NULL,
  content_hash bytea       NOT NULL,
  received_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, id)
);

-- Which database this is; another one means a restore, and a new epoch.
CREATE TABLE messaging.database_identity (
  only_row          boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  system_identifier text    NOT NULL,
  timeline          integer NOT NULL
);

-- Writes events in the given order and gives each its place. A function, so that locking, raising and inserting are
-- one round trip yet three statements: under READ COMMITTED each sees what was committed before it, and the heads are
-- locked in sorted order, so that two transactions cannot wait for each other.
CREATE FUNCTION messaging.append(topics text[], partitions smallint[], keys text[], types text[], bodies text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  wanted integer;
  locked integer;
BEGIN
  SELECT count(*) INTO wanted FROM (SELECT DISTINCT t, p FROM unnest(topics, partitions) AS e(t, p)) AS touched;
  PERFORM 1 FROM messaging.outbox_head AS head
    WHERE (head.topic, head.partition) IN (SELECT t, p FROM unnest(topics, partitions) AS e(t, p))
    ORDER BY head.topic, head.partition
    FOR NO KEY UPDATE;
  GET DIAGNOSTICS locked = ROW_COUNT;
  IF locked <> wanted THEN
    RAISE EXCEPTION 'an event names a topic or partition that this service has not registered: %',
      (SELECT array_agg(DISTINCT t) FROM unnest(topics) AS e(t));
  END IF;

  WITH placed AS (
    SELECT e.*, row_number() OVER (PARTITION BY topic, partition ORDER BY n) AS place
    FROM unnest(topics, partitions, keys, types, bodies) WITH ORDINALITY AS e(topic, partition, key, type, body, n)
  ), raised AS (
    UPDATE messaging.outbox_head AS head
    SET sequence = head.sequence + touched.events
    FROM (SELECT topic, partition, count(*) AS events FROM placed GROUP BY topic, partition) AS touched
    WHERE head.topic = touched.topic AND head.partition = touched.partition
    RETURNING head.topic, head.partition, head.epoch, head.sequence - touched.events AS base
  )
  INSERT INTO messaging.outbox (topic, partition, sequence, epoch, key, type, body, committed_at)
  SELECT placed.topic, placed.partition, raised.base + placed.place, raised.epoch,
         placed.key, placed.type, placed.body, clock_timestamp()
  FROM placed JOIN raised USING (topic, partition);
END $$;
