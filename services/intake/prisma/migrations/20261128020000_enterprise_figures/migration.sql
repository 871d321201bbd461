-- What an enterprise reported of a month in a park, every version; the one that is not superseded counts.
CREATE TABLE "enterprise_figures" (
  "enterprise"  TEXT           NOT NULL COLLATE "C",
  "park"        TEXT           NOT NULL COLLATE "C",
  "month"       TEXT           NOT NULL COLLATE "C" CHECK ("month" ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  "version"     INTEGER        NOT NULL CHECK ("version" > 0),
  "stage"       TEXT           NOT NULL CHECK ("stage" IN ('preliminary', 'final')),
  "source"      TEXT           NOT NULL,
  "output_fen"  BIGINT         CHECK ("output_fen" >= 0),
  "revenue_fen" BIGINT         CHECK ("revenue_fen" >= 0),
  "tax_fen"     BIGINT,
  "staff"       INTEGER        CHECK ("staff" >= 0),
  "reason"      TEXT,
  "entered_by"  TEXT           NOT NULL,
  "entered_at"  TIMESTAMPTZ(3) NOT NULL,
  "superseded"  BOOLEAN        NOT NULL DEFAULT false,
  CONSTRAINT "enterprise_figures_pkey" PRIMARY KEY ("enterprise", "park", "month", "version"),
  CONSTRAINT "enterprise_figures_something_check" CHECK (num_nonnulls("output_fen", "revenue_fen", "tax_fen", "staff") > 0)
);

CREATE UNIQUE INDEX "enterprise_figures_one_that_counts" ON "enterprise_figures" ("park", "month", "enterprise") WHERE NOT "superseded";

ALTER TABLE "enterprise_figures" ADD CONSTRAINT "enterprise_figures_enterprise_fkey" FOREIGN KEY ("enterprise") REFERENCES "enterprise" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "enterprise_figures" ADD CONSTRAINT "enterprise_figures_park_fkey" FOREIGN KEY ("park") REFERENCES "park" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Counts the events of an enterprise's figures: all its months are one stream.
ALTER TABLE "enterprise" ADD COLUMN "figures_revision" INTEGER NOT NULL DEFAULT 0;
