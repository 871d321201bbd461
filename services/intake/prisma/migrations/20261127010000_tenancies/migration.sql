-- Which tenancy holds a unit, by intent or contract; the key lets no two hold one.
CREATE TABLE "unit_tenancy" (
  "unit"    UUID NOT NULL,
  "tenancy" UUID NOT NULL,
  CONSTRAINT "unit_tenancy_pkey" PRIMARY KEY ("unit")
);
CREATE INDEX "unit_tenancy_tenancy_idx" ON "unit_tenancy" ("tenancy");
ALTER TABLE "unit_tenancy" ADD CONSTRAINT "unit_tenancy_unit_fkey" FOREIGN KEY ("unit") REFERENCES "unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
