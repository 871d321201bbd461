-- From which day on a park's tenancies are all entered, so that whoever is seen in a unit without one is a mismatch. Without
-- it that is from its first tenancy on.
ALTER TABLE "park" ADD COLUMN "contracts_since" DATE;
