-- Twelve months of figures as far as the size class goes by them, and what an enterprise was found to be the same as.
ALTER TABLE "enterprise"
  ADD COLUMN "reported_until" TEXT COLLATE "C" CHECK ("reported_until" ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  ADD COLUMN "reported_revenue_fen" BIGINT,
  ADD COLUMN "reported_staff" INTEGER,
  ADD COLUMN "merged_into" TEXT COLLATE "C" CHECK ("merged_into" <> "id");

ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "enterprise" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "enterprise_merged" ON "enterprise" ("merged_into") WHERE "merged_into" IS NOT NULL;

-- Figures that went over to another enterprise leave a version that says nothing.
ALTER TABLE "enterprise_figures" DROP CONSTRAINT "enterprise_figures_something_check";

CREATE TABLE "enterprise_merge" (
  "id"          UUID           NOT NULL,
  "merged"      TEXT           NOT NULL COLLATE "C",
  "into"        TEXT           NOT NULL COLLATE "C",
  "reason"      TEXT           NOT NULL,
  "merged_by"   TEXT           NOT NULL,
  "merged_at"   TIMESTAMPTZ(3) NOT NULL,
  "figures"     JSONB          NOT NULL,
  "undo_reason" TEXT,
  "undone_by"   TEXT,
  "undone_at"   TIMESTAMPTZ(3),
  CONSTRAINT "enterprise_merge_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "enterprise_merge_undone_check" CHECK (num_nonnulls("undo_reason", "undone_by", "undone_at") IN (0, 3))
);

CREATE UNIQUE INDEX "enterprise_merge_one_in_force" ON "enterprise_merge" ("merged") WHERE "undone_at" IS NULL;
CREATE INDEX "enterprise_merge_into_idx" ON "enterprise_merge" ("into");
ALTER TABLE "enterprise_merge" ADD CONSTRAINT "enterprise_merge_merged_fkey" FOREIGN KEY ("merged") REFERENCES "enterprise" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "enterprise_merge" ADD CONSTRAINT "enterprise_merge_into_fkey" FOREIGN KEY ("into") REFERENCES "enterprise" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Bodies without a credit code: B000001, B000002 …
CREATE SEQUENCE "body_number";
-- A net below the use case that looks first.
CREATE UNIQUE INDEX "enterprise_body_name" ON "enterprise" ("name") WHERE "uscc" IS NULL AND "merged_into" IS NULL;
