import type { Status } from '../domain/occupancy-status.ts';
import type { UnitOutcome } from '../domain/park-inputs.ts';

/** A unit's outcome as a row, reckoned or frozen. */
export interface OutcomeRow {
  readonly unitId: string;
  readonly park: string;
  readonly code: string;
  readonly building: string;
  readonly areaHundredths: string;
  readonly since: Date;
  readonly retiredAt: Date | null;
  readonly letMs: string;
  readonly lettableMs: string;
  readonly status: Status | null;
  readonly uscc: string | null;
  readonly industry: string | null;
  readonly observedAt: Date | null;
  readonly sizeClass: string | null;
}

export function toOutcome(row: OutcomeRow): UnitOutcome {
  const { status, observedAt, uscc, industry, sizeClass } = row;
  return {
    unitId: row.unitId,
    park: row.park,
    code: row.code,
    building: row.building,
    areaHundredths: BigInt(row.areaHundredths),
    sinceMs: row.since.getTime(),
    ...(row.retiredAt && { retiredAtMs: row.retiredAt.getTime() }),
    letMs: BigInt(row.letMs),
    lettableMs: BigInt(row.lettableMs),
    ...(status &&
      observedAt && {
        last: {
          status,
          observedAtMs: observedAt.getTime(),
          ...(uscc !== null && { uscc }),
          ...(industry !== null && { industry }),
          ...(sizeClass !== null && { sizeClass }),
        },
      }),
  };
}
