import { runningCalls } from '../../domain/operator-calls/operator-call.ts';
import type { FindUnderWay } from '../../usecases/registry-ports.ts';

export const findUnderWay: FindUnderWay = async (tx, parks) => {
  const { rows } = await tx.query<{ park: string }>(
    `SELECT DISTINCT park FROM chassis.case_file
     WHERE park = ANY ($1)
       AND (kind = 'operator-call' AND status = ANY ($2) OR kind = 'operator-handover' AND status = 'open')`,
    [parks, runningCalls],
  );
  return new Set(rows.map(({ park }) => park));
};
