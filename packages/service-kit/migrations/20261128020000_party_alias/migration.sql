-- Whoever was merged into another: cases that are about them are found and shown as the other's, and again as their own
-- when that is undone.
CREATE TABLE chassis.party_alias (
  old    text PRIMARY KEY,
  "into" text NOT NULL
);
CREATE INDEX party_alias_into ON chassis.party_alias ("into");
