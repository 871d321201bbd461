-- State machines kept as rows: what a case is now, and every step that made it so.
CREATE TABLE chassis.case_file (
  kind          text        NOT NULL,
  id            uuid        NOT NULL,
  status        text        NOT NULL,
  park          text,
  party         text,
  due_at        timestamptz,
  revision      integer     NOT NULL,
  state         jsonb       NOT NULL,
  opened_at     timestamptz NOT NULL,
  changed_at    timestamptz NOT NULL,
  -- Why its deadline could not be dealt with; such a case waits for a person, the others go on.
  stuck_because text,
  PRIMARY KEY (kind, id)
);
CREATE INDEX case_file_of_park ON chassis.case_file (kind, park, id);
CREATE INDEX case_file_of_party ON chassis.case_file (kind, party, id);
CREATE INDEX case_file_in_status ON chassis.case_file (kind, status, id);
CREATE INDEX case_file_due ON chassis.case_file (kind, due_at) WHERE due_at IS NOT NULL AND stuck_because IS NULL;

CREATE TABLE chassis.case_step (
  kind       text        NOT NULL,
  id         uuid        NOT NULL,
  revision   integer     NOT NULL,
  fact       jsonb       NOT NULL,
  at         timestamptz NOT NULL,
  by         text        NOT NULL,
  request_id text,
  PRIMARY KEY (kind, id, revision)
);
CREATE TRIGGER case_step_append_only BEFORE UPDATE OR DELETE ON chassis.case_step
  FOR EACH ROW EXECUTE FUNCTION chassis.refuse_change();
