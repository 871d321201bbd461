-- What a month is judged by beside its units: figures of enterprises, deadlines, land, sizes. And what stands between a
-- closed month and its publication: the preview, objections, measures put right.

ALTER TABLE "building" ADD COLUMN IF NOT EXISTS "land_hundredths" BIGINT CHECK ("land_hundredths" >= 0);
ALTER TABLE "enterprise" ADD COLUMN IF NOT EXISTS "size_class" TEXT COLLATE "C";
ALTER TABLE "frozen_unit" ADD COLUMN "size_class" TEXT COLLATE "C";

-- Every version is kept: the newest counts, and a frozen month is reckoned again from those known up to its watermarks.
CREATE TABLE "enterprise_figures" (
  "month"       TEXT           NOT NULL COLLATE "C",
  "park"        TEXT           NOT NULL COLLATE "C",
  "uscc"        TEXT           NOT NULL COLLATE "C",
  "version"     INTEGER        NOT NULL CHECK ("version" > 0),
  "stage"       TEXT           NOT NULL,
  "output_fen"  BIGINT,
  "revenue_fen" BIGINT,
  "tax_fen"     BIGINT,
  "staff"       INTEGER,
  "arrived_at"  TIMESTAMPTZ(3) NOT NULL,
  "partition"   SMALLINT       NOT NULL,
  "epoch"       INTEGER        NOT NULL,
  "sequence"    BIGINT         NOT NULL,
  CONSTRAINT "enterprise_figures_pkey" PRIMARY KEY ("month", "park", "uscc", "version")
);

-- What was to be done by when (due), that it was done, or that it need not be done any more (dropped). The outcome of a
-- deadline is the step after it, so it does not matter in which order the events came.
CREATE TABLE "deadline_step" (
  "kind"      TEXT           NOT NULL CHECK ("kind" IN ('service', 'policy', 'task')),
  "subject"   UUID           NOT NULL,
  "revision"  INTEGER        NOT NULL,
  "park"      TEXT           NOT NULL COLLATE "C",
  "what"      TEXT           NOT NULL CHECK ("what" IN ('due', 'done', 'dropped')),
  "at"        TIMESTAMPTZ(3) NOT NULL,
  "due_at"    TIMESTAMPTZ(3),
  "topic"     TEXT           NOT NULL COLLATE "C",
  "partition" SMALLINT       NOT NULL,
  "epoch"     INTEGER        NOT NULL,
  "sequence"  BIGINT         NOT NULL,
  CONSTRAINT "deadline_step_pkey" PRIMARY KEY ("kind", "subject", "revision"),
  CONSTRAINT "deadline_step_due_check" CHECK (("what" = 'due') = ("due_at" IS NOT NULL))
);
CREATE INDEX "deadline_step_due_at_idx" ON "deadline_step" ("due_at");

ALTER TABLE "late_arrival" DROP CONSTRAINT "late_arrival_kind_check";
ALTER TABLE "late_arrival" ADD CONSTRAINT "late_arrival_kind_check"
  CHECK ("kind" IN ('observation', 'unit', 'enterprise', 'park', 'figures', 'deadline'));

-- Until when operators may object to a closed table before it can be published; null where its rule has no preview.
ALTER TABLE "league_table" ADD COLUMN "preview_until" TIMESTAMPTZ(3);
DROP TRIGGER "league_table_is_frozen" ON "league_table";
CREATE TRIGGER "league_table_is_frozen" BEFORE UPDATE ON "league_table"
  FOR EACH ROW WHEN (
    OLD."published_at" IS NOT NULL
    OR (NEW."month", NEW."version", NEW."rule_version", NEW."document", NEW."sha256", NEW."closed_by", NEW."closed_by_name", NEW."closed_at", NEW."preview_until")
      IS DISTINCT FROM
       (OLD."month", OLD."version", OLD."rule_version", OLD."document", OLD."sha256", OLD."closed_by", OLD."closed_by_name", OLD."closed_at", OLD."preview_until")
  )
  EXECUTE FUNCTION "refuse_change_of_frozen"();

-- A measure that an upheld objection puts in the place of the reckoned one. Never changed: a later one takes over.
CREATE TABLE "score_override" (
  "objection" UUID           NOT NULL,
  "month"     TEXT           NOT NULL COLLATE "C",
  "park"      TEXT           NOT NULL COLLATE "C",
  "indicator" TEXT           NOT NULL COLLATE "C",
  "measure"   BIGINT         NOT NULL,
  "words"     TEXT           NOT NULL,
  "set_by"    TEXT           NOT NULL,
  "set_at"    TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "score_override_pkey" PRIMARY KEY ("objection")
);
CREATE INDEX "score_override_month_idx" ON "score_override" ("month");
CREATE TRIGGER "score_override_is_kept" BEFORE UPDATE OR DELETE ON "score_override"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_frozen"();

-- After the model of Pingyang county (2025): output per mu, industrial focus, operation, services, nurturing of firms,
-- digital, factors; safety and integrity take points off. Shares in millionths; yuan per mu and month as they are.
INSERT INTO "scoring_rule" ("version", "effective_from", "definition", "created_by", "created_at") VALUES ('2027.1', '2027-01', '{
  "indicators": [
    { "code": "output-per-mu", "dimension": "output-per-mu", "weight": 1500, "zeroAt": 20000, "fullAt": 500000 },
    { "code": "tax-per-mu", "dimension": "output-per-mu", "weight": 1000, "zeroAt": 500, "fullAt": 25000 },
    { "code": "leading-share", "dimension": "focus", "weight": 1000, "zeroAt": 0, "fullAt": 600000 },
    { "code": "chain-coverage", "dimension": "focus", "weight": 500, "zeroAt": 0, "fullAt": 800000 },
    { "code": "occupancy", "dimension": "operation", "weight": 1500, "zeroAt": 300000, "fullAt": 950000 },
    { "code": "occupancy-change", "dimension": "operation", "weight": 500, "zeroAt": -50000, "fullAt": 50000 },
    { "code": "tasks-in-time", "dimension": "operation", "weight": 500, "zeroAt": 500000, "fullAt": 1000000 },
    { "code": "service-in-time", "dimension": "services", "weight": 1000, "zeroAt": 500000, "fullAt": 1000000 },
    { "code": "lead-enterprise", "dimension": "nurturing", "weight": 500, "zeroAt": 0, "fullAt": 1000000 },
    { "code": "freshness", "dimension": "digital", "weight": 1000, "zeroAt": 500000, "fullAt": 1000000 },
    { "code": "policy-cases", "dimension": "factors", "weight": 1000, "zeroAt": 500000, "fullAt": 1000000 }
  ],
  "freshDays": 31,
  "minReporting": 600000,
  "caps": [{ "indicator": "freshness", "below": 300000, "maxScore": 8000 }],
  "deductions": [{ "kind": "safety", "maxPoints": 1000 }, { "kind": "integrity", "maxPoints": 1000 }],
  "grades": [{ "grade": "A", "from": 8500 }, { "grade": "B", "from": 7000 }, { "grade": "C", "from": 6000 }, { "grade": "D", "from": 0 }],
  "graceMonths": 6,
  "preview": { "days": 3, "decideDays": 5 }
}', 'platform', '2026-11-28T00:00:00Z');
