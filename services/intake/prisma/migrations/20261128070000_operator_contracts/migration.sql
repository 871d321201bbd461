-- A contract that is annulled before it has begun ends when it would have begun.
ALTER TABLE "operator_contract" DROP CONSTRAINT "operator_contract_check";
ALTER TABLE "operator_contract" ADD CONSTRAINT "operator_contract_span_check" CHECK ("until_at" >= "from_at");

-- What was over when it was entered is history; whoever had the park after that is followed by call only. Of contracts from
-- before this it isn't known: they count as entered when they began.
ALTER TABLE "operator_contract" ADD COLUMN "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "operator_contract" SET "entered_at" = "from_at";
