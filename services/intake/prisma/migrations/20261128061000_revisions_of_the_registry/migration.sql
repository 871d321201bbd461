-- Every edit names the revision that it was made on. Of units and operators `revision` counts their events, observations and
-- contracts among them; what is entered of them is counted by itself, so that no observation makes a correction stale.
ALTER TABLE "unit" ADD COLUMN "facts_revision" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "operator" ADD COLUMN "facts_revision" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "operator_contract" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "handover_item" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "district" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
