-- What was said of a plot, newest version last; each holds from its month on, over whatever was said before it. Without a
-- month it holds for all time; without a person it is what the registry began with.
CREATE TABLE "plot_version" (
  "park"         TEXT           NOT NULL COLLATE "C",
  "code"         TEXT           NOT NULL COLLATE "C",
  "version"      INTEGER        NOT NULL CHECK ("version" > 0),
  "from_month"   TEXT           COLLATE "C" CHECK ("from_month" ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  "sub_park"     TEXT           NOT NULL COLLATE "C",
  "name"         TEXT           NOT NULL,
  "land_area_m2" DECIMAL(12, 2) NOT NULL,
  "buildings"    TEXT[]         NOT NULL COLLATE "C",
  "reason"       TEXT,
  "changed_by"   TEXT,
  "changed_at"   TIMESTAMPTZ(3),
  CONSTRAINT "plot_version_pkey" PRIMARY KEY ("park", "code", "version"),
  CONSTRAINT "plot_version_changed_check" CHECK (num_nonnulls("changed_by", "changed_at") IN (0, 2))
);
ALTER TABLE "plot_version" ADD CONSTRAINT "plot_version_park_code_fkey" FOREIGN KEY ("park", "code") REFERENCES "plot" ("park", "code") ON DELETE CASCADE ON UPDATE CASCADE;
