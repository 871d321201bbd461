import type { Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { UnitOutcome } from '../domain/park-inputs.ts';
import type { ReadFrozenUnits } from '../usecases/league-ports.ts';
import { type OutcomeRow, toOutcome } from './outcome-row.ts';

export async function insertFrozenUnits(
  tx: Executor,
  month: Month,
  version: number,
  units: readonly UnitOutcome[],
): Promise<void> {
  await tx.query(
    `INSERT INTO frozen_unit (month, version, unit_id, park, code, building, area_hundredths, since, retired_at,
                              let_ms, lettable_ms, status, uscc, industry, observed_at, size_class)
     SELECT $1, $2, * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::timestamptz[],
       $9::timestamptz[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::text[])`,
    [
      month,
      version,
      units.map(({ unitId }) => unitId),
      units.map(({ park }) => park),
      units.map(({ code }) => code),
      units.map(({ building }) => building),
      units.map(({ areaHundredths }) => areaHundredths),
      units.map(({ sinceMs }) => new Date(sinceMs)),
      units.map(({ retiredAtMs }) => (retiredAtMs === undefined ? null : new Date(retiredAtMs))),
      units.map(({ letMs }) => letMs),
      units.map(({ lettableMs }) => lettableMs),
      units.map(({ last }) => last?.status ?? null),
      units.map(({ last }) => last?.uscc ?? null),
      units.map(({ last }) => last?.industry ?? null),
      units.map(({ last }) => (last ? new Date(last.observedAtMs) : null)),
      units.map(({ last }) => last?.sizeClass ?? null),
    ],
  );
}

/** In the order in which they were reckoned and digested. */
export const readFrozenUnits: ReadFrozenUnits = async (db, month, version) => {
  const { rows } = await db.query<OutcomeRow>(
    `SELECT unit_id AS "unitId", park, code, building, area_hundredths AS "areaHundredths", since,
            retired_at AS "retiredAt", let_ms AS "letMs", lettable_ms AS "lettableMs", status, uscc, industry,
            observed_at AS "observedAt", size_class AS "sizeClass"
     FROM frozen_unit WHERE month = $1 AND version = $2 ORDER BY code, unit_id`,
    [month, version],
  );
  return rows.map(toOutcome);
};
