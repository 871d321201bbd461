-- Codes are compared by their bytes ("C"): the same order as in the code that decides, whatever the server's locale.

CREATE TABLE "usage" (
  "code"   TEXT    NOT NULL COLLATE "C",
  "zh"     TEXT    NOT NULL,
  "en"     TEXT    NOT NULL,
  "counts" BOOLEAN NOT NULL,
  CONSTRAINT "usage_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "district" (
  "code"     TEXT NOT NULL COLLATE "C" CHECK ("code" ~ '^\d{6}$'),
  "name"     TEXT NOT NULL,
  "city"     TEXT NOT NULL,
  "province" TEXT NOT NULL,
  CONSTRAINT "district_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "park" (
  "code"               TEXT           NOT NULL COLLATE "C",
  "district"           TEXT           NOT NULL COLLATE "C",
  "name"               TEXT           NOT NULL,
  "theme"              TEXT           NOT NULL,
  "leading_industries" TEXT[],
  "positioning"        TEXT,
  "published"          JSONB,
  "since"              TIMESTAMPTZ(3) NOT NULL,
  "revision"           INTEGER        NOT NULL DEFAULT 1,
  "demo"               BOOLEAN        NOT NULL DEFAULT false,
  CONSTRAINT "park_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "sub_park" (
  "park"   TEXT    NOT NULL COLLATE "C",
  "code"   TEXT    NOT NULL COLLATE "C",
  "number" INTEGER NOT NULL CHECK ("number" > 0),
  "name"   TEXT    NOT NULL,
  "demo"   BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "sub_park_pkey" PRIMARY KEY ("park", "code")
);

CREATE TABLE "plot" (
  "park"         TEXT           NOT NULL COLLATE "C",
  "code"         TEXT           NOT NULL COLLATE "C",
  "sub_park"     TEXT           NOT NULL COLLATE "C",
  "name"         TEXT           NOT NULL,
  "land_area_m2" DECIMAL(12, 2) NOT NULL CHECK ("land_area_m2" > 0),
  "demo"         BOOLEAN        NOT NULL DEFAULT false,
  CONSTRAINT "plot_pkey" PRIMARY KEY ("park", "code")
);

CREATE TABLE "building" (
  "park"     TEXT    NOT NULL COLLATE "C",
  "code"     TEXT    NOT NULL COLLATE "C",
  "sub_park" TEXT    NOT NULL COLLATE "C",
  "plot"     TEXT    COLLATE "C",
  "name"     TEXT    NOT NULL,
  "demo"     BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "building_pkey" PRIMARY KEY ("park", "code")
);

CREATE TABLE "floor" (
  "park"     TEXT     NOT NULL COLLATE "C",
  "building" TEXT     NOT NULL COLLATE "C",
  "number"   SMALLINT NOT NULL CHECK ("number" <> 0),
  "name"     TEXT,
  CONSTRAINT "floor_pkey" PRIMARY KEY ("park", "building", "number")
);

-- Half of each page is left free: an observation rewrites the row, and with room (and no index on what it changes)
-- the new version stays in the page and no index is touched (HOT).
CREATE TABLE "unit" (
  "id"              UUID           NOT NULL,
  "park"            TEXT           NOT NULL COLLATE "C",
  "code"            TEXT           NOT NULL COLLATE "C",
  "building"        TEXT           NOT NULL COLLATE "C",
  "floor"           SMALLINT       NOT NULL,
  "area_m2"         DECIMAL(12, 2) NOT NULL CHECK ("area_m2" > 0),
  "usage"           TEXT           NOT NULL COLLATE "C",
  "since"           TIMESTAMPTZ(3) NOT NULL,
  "retired_at"      TIMESTAMPTZ(3),
  "retired_because" TEXT,
  "demo"            BOOLEAN        NOT NULL DEFAULT false,
  "legal_status"    TEXT,
  "revision"        INTEGER        NOT NULL DEFAULT 1,
  "status"          TEXT,
  "uscc"            TEXT           COLLATE "C",
  "observed_at"     TIMESTAMPTZ(3),
  "update_id"       TEXT           COLLATE "C",
  "operator"        TEXT           COLLATE "C",
  CONSTRAINT "unit_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "unit_retired_check" CHECK (
    ("retired_at" IS NULL) = ("retired_because" IS NULL)
    AND ("retired_because" IS NULL OR "retired_because" IN ('split', 'merged', 'closed'))
    AND ("retired_at" IS NULL OR "retired_at" >= "since")
  ),
  CONSTRAINT "unit_status_check" CHECK ("status" IN ('vacant', 'reserved', 'let', 'under-works', 'withdrawn')),
  CONSTRAINT "unit_legal_status_check" CHECK ("legal_status" IN ('vacant', 'reserved', 'let', 'under-works', 'withdrawn')),
  CONSTRAINT "unit_let_to_somebody_check" CHECK ("status" <> 'let' OR "uscc" IS NOT NULL)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1);

CREATE TABLE "unit_cut" (
  "old_unit" UUID           NOT NULL,
  "new_unit" UUID           NOT NULL,
  "at"       TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "unit_cut_pkey" PRIMARY KEY ("old_unit", "new_unit")
);

CREATE TABLE "observation" (
  "unit"        UUID           NOT NULL,
  "observed_at" TIMESTAMPTZ(3) NOT NULL,
  "update_id"   TEXT           NOT NULL COLLATE "C",
  "operator"    TEXT           NOT NULL COLLATE "C",
  "status"      TEXT           NOT NULL,
  "uscc"        TEXT           COLLATE "C",
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "revision"    INTEGER        NOT NULL,
  CONSTRAINT "observation_pkey" PRIMARY KEY ("unit", "observed_at", "update_id", "operator")
);

CREATE TABLE "settled_update" (
  "operator"     TEXT           NOT NULL COLLATE "C",
  "update_id"    TEXT           NOT NULL COLLATE "C",
  "content_hash" BYTEA          NOT NULL,
  "settled_at"   TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "settled_update_pkey" PRIMARY KEY ("operator", "update_id")
);

CREATE TABLE "operator" (
  "code"     TEXT    NOT NULL COLLATE "C",
  "name"     TEXT    NOT NULL,
  "uscc"     TEXT    COLLATE "C",
  "revision" INTEGER NOT NULL DEFAULT 1,
  "demo"     BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "operator_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "operator_contract" (
  "id"       UUID           NOT NULL,
  "operator" TEXT           NOT NULL COLLATE "C",
  "park"     TEXT           NOT NULL COLLATE "C",
  "from_at"  TIMESTAMPTZ(3) NOT NULL,
  "until_at" TIMESTAMPTZ(3) CHECK ("until_at" > "from_at"),
  CONSTRAINT "operator_contract_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "enterprise" (
  "id"          TEXT           NOT NULL COLLATE "C",
  "uscc"        TEXT           COLLATE "C" CHECK ("uscc" = "id"),
  "name"        TEXT,
  "industry"    TEXT           COLLATE "C" CHECK ("industry" ~ '^\d{4}$'),
  "staff"       INTEGER        CHECK ("staff" >= 0),
  "revenue_fen" BIGINT         CHECK ("revenue_fen" >= 0),
  "assets_fen"  BIGINT         CHECK ("assets_fen" >= 0),
  "size_class"  TEXT           CHECK ("size_class" IN ('large', 'medium', 'small', 'micro')),
  "provisional" BOOLEAN        NOT NULL,
  "revision"    INTEGER        NOT NULL DEFAULT 1,
  "demo"        BOOLEAN        NOT NULL DEFAULT false,
  "created_at"  TIMESTAMPTZ(3) NOT NULL,
  "changed_at"  TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "enterprise_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "enterprise_complete_check" CHECK ("provisional" OR "name" IS NOT NULL)
);

CREATE TABLE "task" (
  "id"        UUID           NOT NULL,
  "kind"      TEXT           NOT NULL CHECK ("kind" IN ('complete-enterprise', 'settle-status-mismatch')),
  "park"      TEXT           NOT NULL COLLATE "C",
  "about"     TEXT           NOT NULL COLLATE "C",
  "opened_at" TIMESTAMPTZ(3) NOT NULL,
  "due_at"    TIMESTAMPTZ(3) NOT NULL,
  "closed_at" TIMESTAMPTZ(3),
  "closed_by" TEXT,
  "revision"  INTEGER        NOT NULL DEFAULT 1,
  CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "revoked_client" (
  "client_id"  TEXT           NOT NULL COLLATE "C",
  "revoked_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "revoked_client_pkey" PRIMARY KEY ("client_id")
);

CREATE UNIQUE INDEX "sub_park_park_number_key" ON "sub_park" ("park", "number");
CREATE UNIQUE INDEX "unit_park_code_key" ON "unit" ("park", "code");
CREATE INDEX "unit_park_building_floor_idx" ON "unit" ("park", "building", "floor");
CREATE INDEX "unit_cut_new_unit_idx" ON "unit_cut" ("new_unit");
-- Rows come in the order of time, so a few pages of summary find the old ones for the purge.
CREATE INDEX "settled_update_settled_at_idx" ON "settled_update" USING brin ("settled_at");
CREATE INDEX "operator_contract_operator_idx" ON "operator_contract" ("operator");
CREATE INDEX "operator_contract_park_idx" ON "operator_contract" ("park");
-- A net below the use case that locks the park: exclusion by range would need an extension.
CREATE UNIQUE INDEX "operator_contract_one_open" ON "operator_contract" ("park") WHERE "until_at" IS NULL;
CREATE UNIQUE INDEX "enterprise_uscc_key" ON "enterprise" ("uscc");
CREATE INDEX "task_park_opened_at_idx" ON "task" ("park", "opened_at");
CREATE UNIQUE INDEX "task_one_open" ON "task" ("kind", "park", "about") WHERE "closed_at" IS NULL;

ALTER TABLE "park" ADD CONSTRAINT "park_district_fkey" FOREIGN KEY ("district") REFERENCES "district" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "sub_park" ADD CONSTRAINT "sub_park_park_fkey" FOREIGN KEY ("park") REFERENCES "park" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "plot" ADD CONSTRAINT "plot_park_fkey" FOREIGN KEY ("park") REFERENCES "park" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "plot" ADD CONSTRAINT "plot_park_sub_park_fkey" FOREIGN KEY ("park", "sub_park") REFERENCES "sub_park" ("park", "code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "building" ADD CONSTRAINT "building_park_fkey" FOREIGN KEY ("park") REFERENCES "park" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "building" ADD CONSTRAINT "building_park_sub_park_fkey" FOREIGN KEY ("park", "sub_park") REFERENCES "sub_park" ("park", "code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "building" ADD CONSTRAINT "building_park_plot_fkey" FOREIGN KEY ("park", "plot") REFERENCES "plot" ("park", "code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "floor" ADD CONSTRAINT "floor_park_building_fkey" FOREIGN KEY ("park", "building") REFERENCES "building" ("park", "code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unit" ADD CONSTRAINT "unit_park_fkey" FOREIGN KEY ("park") REFERENCES "park" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unit" ADD CONSTRAINT "unit_park_building_floor_fkey" FOREIGN KEY ("park", "building", "floor") REFERENCES "floor" ("park", "building", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unit" ADD CONSTRAINT "unit_usage_fkey" FOREIGN KEY ("usage") REFERENCES "usage" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unit_cut" ADD CONSTRAINT "unit_cut_old_unit_fkey" FOREIGN KEY ("old_unit") REFERENCES "unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unit_cut" ADD CONSTRAINT "unit_cut_new_unit_fkey" FOREIGN KEY ("new_unit") REFERENCES "unit" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "operator_contract" ADD CONSTRAINT "operator_contract_operator_fkey" FOREIGN KEY ("operator") REFERENCES "operator" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "operator_contract" ADD CONSTRAINT "operator_contract_park_fkey" FOREIGN KEY ("park") REFERENCES "park" ("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Which usages count is data; a district may change it. Flats, stores and common rooms aren't what a park is let by.
INSERT INTO "usage" ("code", "zh", "en", "counts") VALUES
  ('office',    '办公', 'Office',    true),
  ('factory',   '厂房', 'Factory',   true),
  ('shop',      '商铺', 'Shop',      true),
  ('apartment', '公寓', 'Apartment', false),
  ('storage',   '仓储', 'Storage',   false),
  ('public',    '公共', 'Public',    false);
