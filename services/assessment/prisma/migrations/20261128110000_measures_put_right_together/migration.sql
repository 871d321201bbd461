-- A decision that puts the occupancy right puts its change right, too.
ALTER TABLE "score_override" DROP CONSTRAINT "score_override_pkey";
ALTER TABLE "score_override" ADD CONSTRAINT "score_override_pkey" PRIMARY KEY ("objection", "indicator");
