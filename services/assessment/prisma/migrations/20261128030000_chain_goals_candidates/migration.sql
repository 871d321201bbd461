-- A park's industrial chain; versions are never changed, the newest counts.
CREATE TABLE "chain_version" (
  "park"       TEXT           NOT NULL COLLATE "C",
  "revision"   INTEGER        NOT NULL CHECK ("revision" > 0),
  "definition" JSONB          NOT NULL,
  "changed_by" TEXT           NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "chain_version_pkey" PRIMARY KEY ("park", "revision")
);

-- What officials were last told of a segment.
CREATE TABLE "chain_told" (
  "park"    TEXT           NOT NULL COLLATE "C",
  "segment" TEXT           NOT NULL COLLATE "C",
  "covered" BOOLEAN        NOT NULL,
  "told_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "chain_told_pkey" PRIMARY KEY ("park", "segment")
);

-- Contracts as intake tells them: who stays, and who leaves.
CREATE TABLE "tenancy_term" (
  "tenancy"  UUID    NOT NULL,
  "park"     TEXT    NOT NULL COLLATE "C",
  "uscc"     TEXT    COLLATE "C",
  "until"    TEXT    NOT NULL COLLATE "C" CHECK ("until" ~ '^\d{4}-\d{2}-\d{2}$'),
  "leaving"  BOOLEAN NOT NULL,
  "ended"    BOOLEAN NOT NULL,
  "revision" INTEGER NOT NULL,
  CONSTRAINT "tenancy_term_pkey" PRIMARY KEY ("tenancy")
);
CREATE INDEX "tenancy_term_park_uscc_idx" ON "tenancy_term" ("park", "uscc");

-- Approved applications that wait for space; without the applicant's name, which nobody needs here.
CREATE TABLE "unmet_demand" (
  "id"                 UUID           NOT NULL,
  "park"               TEXT           NOT NULL COLLATE "C",
  "uscc"               TEXT           COLLATE "C",
  "usage"              TEXT           NOT NULL,
  "area_hundredths"    BIGINT         NOT NULL,
  "missing_hundredths" BIGINT         NOT NULL,
  "since"              TIMESTAMPTZ(3) NOT NULL,
  "ended_at"           TIMESTAMPTZ(3),
  "revision"           INTEGER        NOT NULL,
  CONSTRAINT "unmet_demand_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "unmet_demand_park_idx" ON "unmet_demand" ("park");
