-- For which month of a tenancy an incentive is granted, and by which claim; the key lets no month be granted twice.
CREATE TABLE "incentive_grant" (
  "tenancy"   UUID    NOT NULL,
  "incentive" TEXT    NOT NULL,
  "month"     INTEGER NOT NULL,
  "claim"     UUID    NOT NULL,
  CONSTRAINT "incentive_grant_pkey" PRIMARY KEY ("tenancy", "incentive", "month")
);
CREATE INDEX "incentive_grant_claim_idx" ON "incentive_grant" ("claim");

-- What is around a park: housing, shops, canteens.
CREATE TABLE "amenity" (
  "park"       TEXT           NOT NULL,
  "id"         TEXT           NOT NULL,
  "kind"       TEXT           NOT NULL,
  "name"       TEXT           NOT NULL,
  "distance_m" INTEGER        NOT NULL,
  "capacity"   INTEGER,
  "note"       TEXT,
  "since"      DATE           NOT NULL,
  "until"      DATE,
  "revision"   INTEGER        NOT NULL DEFAULT 1,
  "changed_by" TEXT           NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  "demo"       BOOLEAN        NOT NULL DEFAULT false,
  CONSTRAINT "amenity_pkey" PRIMARY KEY ("park", "id")
);
ALTER TABLE "amenity" ADD CONSTRAINT "amenity_park_fkey" FOREIGN KEY ("park") REFERENCES "park" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;
