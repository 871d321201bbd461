-- Codes and ids are compared by their bytes ("C"), whatever the server's locale: ties between observations of one
-- instant are broken by the update's id, and must be broken everywhere in the same way.

CREATE TABLE "park" (
  "code"               TEXT           NOT NULL COLLATE "C",
  "name"               TEXT           NOT NULL,
  "theme"              TEXT           NOT NULL,
  "leading_industries" TEXT[],
  "since"              TIMESTAMPTZ(3) NOT NULL,
  "demo"               BOOLEAN        NOT NULL DEFAULT false,
  "revision"           INTEGER        NOT NULL,
  CONSTRAINT "park_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "sub_park" (
  "park"   TEXT    NOT NULL COLLATE "C",
  "code"   TEXT    NOT NULL COLLATE "C",
  "number" INTEGER NOT NULL,
  "name"   TEXT    NOT NULL,
  CONSTRAINT "sub_park_pkey" PRIMARY KEY ("park", "code")
);

CREATE TABLE "building" (
  "park"     TEXT NOT NULL COLLATE "C",
  "code"     TEXT NOT NULL COLLATE "C",
  "sub_park" TEXT NOT NULL COLLATE "C",
  "name"     TEXT NOT NULL,
  CONSTRAINT "building_pkey" PRIMARY KEY ("park", "code")
);

CREATE TABLE "enterprise" (
  "uscc"     TEXT    NOT NULL COLLATE "C",
  "name"     TEXT,
  "industry" TEXT    COLLATE "C",
  "revision" INTEGER NOT NULL,
  CONSTRAINT "enterprise_pkey" PRIMARY KEY ("uscc")
);

CREATE TABLE "unit" (
  "id"              UUID           NOT NULL,
  "park"            TEXT           NOT NULL COLLATE "C",
  "code"            TEXT           NOT NULL COLLATE "C",
  "sub_park"        TEXT           NOT NULL COLLATE "C",
  "building"        TEXT           NOT NULL COLLATE "C",
  "floor"           INTEGER        NOT NULL,
  "area_hundredths" BIGINT         NOT NULL CHECK ("area_hundredths" >= 0),
  "usage"           TEXT           NOT NULL,
  "counts"          BOOLEAN        NOT NULL,
  "since"           TIMESTAMPTZ(3) NOT NULL,
  "retired_at"      TIMESTAMPTZ(3),
  "revision"        INTEGER        NOT NULL,
  CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "unit_park_code_idx" ON "unit" ("park", "code");

-- Appended to only; its rows are looked up by unit and time alone.
CREATE TABLE "observation" (
  "unit_id"     UUID           NOT NULL,
  "observed_at" TIMESTAMPTZ(3) NOT NULL,
  "update_id"   TEXT           NOT NULL COLLATE "C",
  "operator"    TEXT           NOT NULL COLLATE "C",
  "status"      TEXT           NOT NULL CHECK ("status" IN ('vacant', 'reserved', 'let', 'under-works', 'withdrawn')),
  "uscc"        TEXT           COLLATE "C",
  "industry"    TEXT           COLLATE "C",
  "event_id"    UUID           NOT NULL,
  "arrived_at"  TIMESTAMPTZ(3) NOT NULL,
  "partition"   SMALLINT       NOT NULL,
  "epoch"       INTEGER        NOT NULL,
  "sequence"    BIGINT         NOT NULL,
  CONSTRAINT "observation_pkey" PRIMARY KEY ("unit_id", "observed_at", "update_id", "operator")
);

-- Rewritten with nearly every update: half of each page is left free, so that a new version stays in its page and the
-- index is not touched (HOT).
CREATE TABLE "unit_current" (
  "unit_id"     UUID           NOT NULL,
  "observed_at" TIMESTAMPTZ(3) NOT NULL,
  "update_id"   TEXT           NOT NULL COLLATE "C",
  "operator"    TEXT           NOT NULL COLLATE "C",
  "status"      TEXT           NOT NULL,
  "uscc"        TEXT           COLLATE "C",
  "industry"    TEXT           COLLATE "C",
  CONSTRAINT "unit_current_pkey" PRIMARY KEY ("unit_id")
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);

CREATE TABLE "unit_month" (
  "unit_id"          UUID           NOT NULL,
  "month"            TEXT           NOT NULL COLLATE "C",
  "let_ms"           BIGINT         NOT NULL,
  "lettable_ms"      BIGINT         NOT NULL,
  "last_observed_at" TIMESTAMPTZ(3) NOT NULL,
  "last_update_id"   TEXT           NOT NULL COLLATE "C",
  "last_operator"    TEXT           NOT NULL COLLATE "C",
  "last_status"      TEXT           NOT NULL,
  CONSTRAINT "unit_month_pkey" PRIMARY KEY ("unit_id", "month"),
  CONSTRAINT "unit_month_let_within_lettable" CHECK ("let_ms" >= 0 AND "let_ms" <= "lettable_ms")
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);

CREATE TABLE "target" (
  "park"        TEXT           NOT NULL COLLATE "C",
  "set_at"      TIMESTAMPTZ(3) NOT NULL,
  "occupancy"   INTEGER        NOT NULL CHECK ("occupancy" BETWEEN 0 AND 10000),
  "hysteresis"  INTEGER        NOT NULL CHECK ("hysteresis" BETWEEN 0 AND 5000),
  "nearly_full" INTEGER        NOT NULL CHECK ("nearly_full" BETWEEN 0 AND 10000),
  "set_by"      TEXT           NOT NULL,
  CONSTRAINT "target_pkey" PRIMARY KEY ("park", "set_at")
);

CREATE TABLE "park_watch" (
  "park"        TEXT           NOT NULL COLLATE "C",
  "phase"       TEXT           NOT NULL CHECK ("phase" IN ('settling', 'watched')),
  "covered"     BOOLEAN        NOT NULL,
  "below"       BOOLEAN        NOT NULL,
  "nearly_full" BOOLEAN        NOT NULL,
  "units"       INTEGER        NOT NULL,
  "revision"    INTEGER        NOT NULL DEFAULT 0,
  "read_at"     TIMESTAMPTZ(3),
  CONSTRAINT "park_watch_pkey" PRIMARY KEY ("park")
) WITH (fillfactor = 50);

-- Parks to look at again: their watch was locked by another transaction. Many rows may name one park, so that nobody
-- waits to note it.
CREATE TABLE "park_due" (
  "id"          UUID           NOT NULL,
  "park"        TEXT           NOT NULL COLLATE "C",
  "told_at"     TIMESTAMPTZ(3) NOT NULL,
  "observed_at" TIMESTAMPTZ(3),
  "event_id"    UUID           NOT NULL,
  CONSTRAINT "park_due_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "scoring_rule" (
  "version"        TEXT           NOT NULL COLLATE "C",
  "effective_from" TEXT           NOT NULL COLLATE "C" CHECK ("effective_from" ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  "definition"     JSONB          NOT NULL,
  "created_by"     TEXT           NOT NULL,
  "created_at"     TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "scoring_rule_pkey" PRIMARY KEY ("version")
);

CREATE TABLE "league_month" (
  "month"    TEXT    NOT NULL COLLATE "C",
  "state"    TEXT    NOT NULL CHECK ("state" IN ('open', 'closed')),
  "version"  INTEGER NOT NULL DEFAULT 0,
  "revision" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "league_month_pkey" PRIMARY KEY ("month")
);

CREATE TABLE "league_table" (
  "month"          TEXT           NOT NULL COLLATE "C",
  "version"        INTEGER        NOT NULL CHECK ("version" > 0),
  "rule_version"   TEXT           NOT NULL COLLATE "C",
  "document"       TEXT           NOT NULL,
  "sha256"         TEXT           NOT NULL CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  "closed_by"      TEXT           NOT NULL,
  "closed_by_name" TEXT           NOT NULL,
  "closed_at"      TIMESTAMPTZ(3) NOT NULL,
  "published_by"   TEXT           CHECK ("published_by" <> "closed_by"),
  "published_by_name" TEXT,
  "published_at"   TIMESTAMPTZ(3),
  CONSTRAINT "league_table_pkey" PRIMARY KEY ("month", "version"),
  CONSTRAINT "league_table_publication_check" CHECK (num_nulls("published_by", "published_by_name", "published_at") IN (0, 3))
);

CREATE TABLE "frozen_unit" (
  "month"           TEXT           NOT NULL COLLATE "C",
  "version"         INTEGER        NOT NULL,
  "unit_id"         UUID           NOT NULL,
  "park"            TEXT           NOT NULL COLLATE "C",
  "code"            TEXT           NOT NULL COLLATE "C",
  "building"        TEXT           NOT NULL COLLATE "C",
  "area_hundredths" BIGINT         NOT NULL,
  "since"           TIMESTAMPTZ(3) NOT NULL,
  "retired_at"      TIMESTAMPTZ(3),
  "let_ms"          BIGINT         NOT NULL,
  "lettable_ms"     BIGINT         NOT NULL,
  "status"          TEXT,
  "uscc"            TEXT           COLLATE "C",
  "industry"        TEXT           COLLATE "C",
  "observed_at"     TIMESTAMPTZ(3),
  CONSTRAINT "frozen_unit_pkey" PRIMARY KEY ("month", "version", "unit_id")
);
CREATE INDEX "frozen_unit_uscc_idx" ON "frozen_unit" ("uscc");

CREATE TABLE "late_arrival" (
  "month"      TEXT           NOT NULL COLLATE "C",
  "event_id"   UUID           NOT NULL,
  "kind"       TEXT           NOT NULL CHECK ("kind" IN ('observation', 'unit', 'enterprise', 'park')),
  "park"       TEXT           NOT NULL COLLATE "C",
  "unit_id"    UUID,
  "at"         TIMESTAMPTZ(3) NOT NULL,
  "arrived_at" TIMESTAMPTZ(3) NOT NULL,
  "topic"      TEXT           NOT NULL COLLATE "C",
  "partition"  SMALLINT       NOT NULL,
  "epoch"      INTEGER        NOT NULL,
  "sequence"   BIGINT         NOT NULL,
  CONSTRAINT "late_arrival_pkey" PRIMARY KEY ("month", "event_id", "park")
);
CREATE INDEX "late_arrival_month_park_arrived_at_idx" ON "late_arrival" ("month", "park", "arrived_at");

CREATE TABLE "reopening" (
  "id"             UUID           NOT NULL,
  "month"          TEXT           NOT NULL COLLATE "C",
  "version"        INTEGER        NOT NULL,
  "reason"         TEXT           NOT NULL,
  "requested_by"   TEXT           NOT NULL,
  "requested_role" TEXT           NOT NULL CHECK ("requested_role" IN ('assessor', 'leading-group-office')),
  "requested_at"   TIMESTAMPTZ(3) NOT NULL,
  "confirmed_by"   TEXT           CHECK ("confirmed_by" <> "requested_by"),
  "confirmed_role" TEXT           CHECK ("confirmed_role" IN ('assessor', 'leading-group-office') AND "confirmed_role" <> "requested_role"),
  "confirmed_at"   TIMESTAMPTZ(3),
  CONSTRAINT "reopening_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "reopening_month_idx" ON "reopening" ("month");

ALTER TABLE "league_table" ADD CONSTRAINT "league_table_month_fkey" FOREIGN KEY ("month") REFERENCES "league_month" ("month") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "frozen_unit" ADD CONSTRAINT "frozen_unit_month_version_fkey" FOREIGN KEY ("month", "version") REFERENCES "league_table" ("month", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A frozen table is never changed: only its publication may be added, once.
CREATE FUNCTION "refuse_change_of_frozen"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is frozen: rows of it are neither changed nor deleted', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "frozen_unit_is_frozen" BEFORE UPDATE OR DELETE ON "frozen_unit"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_frozen"();
CREATE TRIGGER "league_table_is_kept" BEFORE DELETE ON "league_table"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_frozen"();
CREATE TRIGGER "league_table_is_frozen" BEFORE UPDATE ON "league_table"
  FOR EACH ROW WHEN (
    OLD."published_at" IS NOT NULL
    OR (NEW."month", NEW."version", NEW."rule_version", NEW."document", NEW."sha256", NEW."closed_by", NEW."closed_by_name", NEW."closed_at")
      IS DISTINCT FROM
       (OLD."month", OLD."version", OLD."rule_version", OLD."document", OLD."sha256", OLD."closed_by", OLD."closed_by_name", OLD."closed_at")
  )
  EXECUTE FUNCTION "refuse_change_of_frozen"();

-- The length of a stretch of time in whole milliseconds, nothing when it ends before it begins.
CREATE FUNCTION "ms_between"("from_at" timestamptz, "to_at" timestamptz) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
RETURN greatest(0, (extract(epoch FROM "to_at") - extract(epoch FROM "from_at")) * 1000)::bigint;

-- The month of an instant as the calendar in Shanghai shows it.
CREATE FUNCTION "month_of"("at" timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char("at" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM');

-- Park '*' is every park that has no targets of its own.
INSERT INTO "target" ("park", "set_at", "occupancy", "hysteresis", "nearly_full", "set_by")
VALUES ('*', '2021-01-01T00:00:00Z', 7000, 200, 9500, 'platform');

-- Weights and scores in hundredths of a point, measures in millionths: whole numbers, so that any machine that reckons
-- again gets the same bytes.
INSERT INTO "scoring_rule" ("version", "effective_from", "definition", "created_by", "created_at") VALUES ('2021.1', '2021-01', '{
  "indicators": [
    { "code": "occupancy", "weight": 5000, "zeroAt": 300000, "fullAt": 950000 },
    { "code": "occupancy-change", "weight": 2000, "zeroAt": -50000, "fullAt": 50000 },
    { "code": "leading-share", "weight": 2000, "zeroAt": 0, "fullAt": 600000 },
    { "code": "freshness", "weight": 1000, "zeroAt": 500000, "fullAt": 1000000 }
  ],
  "freshDays": 31,
  "caps": [{ "indicator": "freshness", "below": 300000, "maxScore": 8000 }],
  "graceMonths": 3
}', 'platform', '2021-01-01T00:00:00Z');
