-- A step that is done may set the next deadline of the same case: a claim that was checked is to be granted or refused.
ALTER TABLE "deadline_step" DROP CONSTRAINT "deadline_step_what_check";
ALTER TABLE "deadline_step" ADD CONSTRAINT "deadline_step_what_check"
  CHECK ("what" IN ('due', 'done', 'next', 'dropped'));
ALTER TABLE "deadline_step" DROP CONSTRAINT "deadline_step_due_check";
ALTER TABLE "deadline_step" ADD CONSTRAINT "deadline_step_due_check"
  CHECK (("what" IN ('due', 'next')) = ("due_at" IS NOT NULL));
