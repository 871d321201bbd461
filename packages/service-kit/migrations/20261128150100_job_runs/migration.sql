-- What became of the service's jobs: one row each, of the newest run and of the newest that ended well.
CREATE TABLE chassis.job_run (
  name          text        PRIMARY KEY,
  started_at    timestamptz NOT NULL,
  -- Null while it runs, and after a kill until it is taken up again.
  ended_at      timestamptz,
  outcome       text        CHECK (outcome IN ('done', 'failed', 'cut-off')),
  duration_ms   double precision,
  error         text,
  succeeded_at  timestamptz
);
