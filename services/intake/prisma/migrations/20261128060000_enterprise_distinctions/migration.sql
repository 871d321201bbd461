-- Pairs that look like one enterprise and are two: not proposed again, until that is reversed.
CREATE TABLE "enterprise_distinction" (
  "id"          UUID           NOT NULL,
  "one"         TEXT           NOT NULL COLLATE "C",
  "other"       TEXT           NOT NULL COLLATE "C",
  "reason"      TEXT           NOT NULL,
  "decided_by"  TEXT           NOT NULL,
  "decided_at"  TIMESTAMPTZ(3) NOT NULL,
  "undo_reason" TEXT,
  "undone_by"   TEXT,
  "undone_at"   TIMESTAMPTZ(3),
  CONSTRAINT "enterprise_distinction_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "enterprise_distinction_order_check" CHECK ("one" < "other"),
  CONSTRAINT "enterprise_distinction_undone_check" CHECK (num_nonnulls("undo_reason", "undone_by", "undone_at") IN (0, 3))
);
CREATE UNIQUE INDEX "enterprise_distinction_one_in_force" ON "enterprise_distinction" ("one", "other") WHERE "undone_at" IS NULL;
ALTER TABLE "enterprise_distinction" ADD CONSTRAINT "enterprise_distinction_one_fkey" FOREIGN KEY ("one") REFERENCES "enterprise" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "enterprise_distinction" ADD CONSTRAINT "enterprise_distinction_other_fkey" FOREIGN KEY ("other") REFERENCES "enterprise" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
