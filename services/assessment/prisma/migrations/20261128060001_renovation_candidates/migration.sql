-- Parks that a published month made candidates for renovation; whoever has a row for a month is not told of again for it.
CREATE TABLE "renovation_candidate" (
  "month"     TEXT    NOT NULL COLLATE "C",
  "park"      TEXT    NOT NULL COLLATE "C",
  "candidate" BOOLEAN NOT NULL,
  CONSTRAINT "renovation_candidate_pkey" PRIMARY KEY ("month", "park")
);

-- Up to which version each month was looked at.
CREATE TABLE "renovation_month" (
  "month"   TEXT    NOT NULL COLLATE "C",
  "version" INTEGER NOT NULL,
  CONSTRAINT "renovation_month_pkey" PRIMARY KEY ("month")
);
