-- Who operates which park when, as intake tells it; which case its standing is.
CREATE TABLE "operator_contract" (
  "operator" TEXT           NOT NULL COLLATE "C",
  "park"     TEXT           NOT NULL COLLATE "C",
  "from_at"  TIMESTAMPTZ(3) NOT NULL,
  "until_at" TIMESTAMPTZ(3),
  "name"     TEXT           NOT NULL,
  "revision" INTEGER        NOT NULL,
  "standing" UUID,
  CONSTRAINT "operator_contract_pkey" PRIMARY KEY ("operator", "park", "from_at")
);
CREATE INDEX "operator_contract_park_idx" ON "operator_contract" ("park");

CREATE TABLE "operator_standing_rule" (
  "version"        TEXT           NOT NULL COLLATE "C",
  "effective_from" TEXT           NOT NULL COLLATE "C" CHECK ("effective_from" ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  "definition"     JSONB          NOT NULL,
  "created_by"     TEXT           NOT NULL,
  "created_at"     TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "operator_standing_rule_pkey" PRIMARY KEY ("version")
);

-- Published tables that operators have been judged by, each version once.
CREATE TABLE "standing_month" (
  "month"   TEXT           NOT NULL COLLATE "C",
  "version" INTEGER        NOT NULL,
  "outcome" TEXT           NOT NULL CHECK ("outcome" IN ('judged', 'superseded', 'before-first')),
  "rule"    TEXT           COLLATE "C",
  "at"      TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "standing_month_pkey" PRIMARY KEY ("month", "version")
);

-- What each table said of each park's operator; the key lets no month count twice.
CREATE TABLE "standing_verdict" (
  "month"         TEXT           NOT NULL COLLATE "C",
  "version"       INTEGER        NOT NULL,
  "park"          TEXT           NOT NULL COLLATE "C",
  "operator"      TEXT           COLLATE "C",
  "standing"      UUID,
  "verdict"       TEXT           NOT NULL CHECK ("verdict" IN ('poor', 'good', 'not-judged', 'stuck')),
  "reason_zh"     TEXT           NOT NULL,
  "reason_en"     TEXT           NOT NULL,
  "at"            TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "standing_verdict_pkey" PRIMARY KEY ("month", "version", "park")
);
CREATE INDEX "standing_verdict_stuck_idx" ON "standing_verdict" ("park", "month", "version") WHERE "verdict" = 'stuck';

-- Under 60 points, or grade D where there are grades, is poor; one month is a warning, four in a row propose the clear-out.
INSERT INTO "operator_standing_rule" ("version", "effective_from", "definition", "created_by", "created_at") VALUES ('2021.1', '2021-01', '{
  "poor": { "scoreBelow": 60, "grades": ["D"] },
  "steps": [
    { "poorMonths": 1, "to": "warned" },
    { "poorMonths": 2, "to": "rectifying" },
    { "poorMonths": 3, "to": "interview" },
    { "poorMonths": 4, "to": "clear-out-proposed" }
  ],
  "recovery": { "goodMonths": 1, "to": "one-step" },
  "days": { "plan": 10, "rectification": 30, "interview": 10, "appeal": 5, "appealDecision": 10, "decision": 15, "handOver": 5 }
}', 'platform', '2021-01-01T00:00:00Z');
