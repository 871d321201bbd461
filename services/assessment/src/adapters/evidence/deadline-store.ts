import type { SaveDeadlineSteps } from '../../usecases/evidence/evidence-ports.ts';

export const saveDeadlineSteps: SaveDeadlineSteps = async (tx, steps) => {
  await tx.query(
    `INSERT INTO deadline_step (kind, subject, revision, park, what, at, due_at, topic, partition, epoch, sequence)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::timestamptz[],
       $7::timestamptz[], $8::text[], $9::smallint[], $10::int[], $11::bigint[])
     ON CONFLICT DO NOTHING`,
    [
      steps.map(({ kind }) => kind),
      steps.map(({ subject }) => subject),
      steps.map(({ revision }) => revision),
      steps.map(({ park }) => park),
      steps.map(({ what }) => what),
      steps.map(({ at }) => at),
      steps.map(({ dueAt }) => dueAt),
      steps.map(({ topic }) => topic),
      steps.map(({ partition }) => partition),
      steps.map(({ epoch }) => epoch),
      steps.map(({ sequence }) => sequence),
    ],
  );
};
