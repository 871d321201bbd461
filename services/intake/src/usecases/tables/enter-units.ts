import { AppError, newId } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import { correctUnit } from '../../domain/correct-unit.ts';
import { refuseRetired, type StandingUnit } from '../../domain/standing-unit.ts';
import type { Fault } from '../../domain/tables/table.ts';
import type { UnitRow } from '../../domain/tables/unit-table.ts';
import type { Unit } from '../../domain/unit.ts';
import { refuseUnitCode } from '../../domain/unit-code.ts';
import { unitRegisteredEvent } from '../registry-events.ts';
import type {
  InsertUnits,
  LockUnits,
  ParkPlan,
  ReadParkPlan,
  RegistryPorts,
  SaveCorrections,
} from '../registry-ports.ts';
import { unitChangedEvent } from '../unit-cut-events.ts';
import type { EnterRows, ImportRun, RowOutcome } from './import-run.ts';
import { otherPark, unknownPark } from './park-faults.ts';

export interface EnterUnitsPorts extends Pick<RegistryPorts, 'append'> {
  readonly lockUnits: LockUnits;
  readonly readParkPlan: ReadParkPlan;
  readonly insertUnits: InsertUnits;
  readonly saveCorrections: SaveCorrections;
}

type Decision = { readonly register: Unit } | { readonly correct: StandingUnit } | Fault | undefined;

/** Registers units that are new and corrects those that are known. */
export const makeEnterUnits =
  ({ append, lockUnits, readParkPlan, insertUnits, saveCorrections }: EnterUnitsPorts): EnterRows<UnitRow> =>
  async (tx, rows, run) => {
    const decisions = new Map<UnitRow, Decision>();
    for (const [park, ofPark] of [...Map.groupBy(rows, (row) => row.park)].sort(byPark)) {
      const plan = await readParkPlan(tx, park);
      const known = await lockUnits(
        tx,
        park,
        ofPark.map(({ code }) => code),
      );
      for (const row of ofPark) decisions.set(row, decide(row, known.get(row.code), plan, run));
    }
    const made = [...decisions.values()].filter((decision) => decision !== undefined);
    const registered = made.flatMap((decision) => ('register' in decision ? [decision.register] : []));
    const corrected = made.flatMap((decision) => ('correct' in decision ? [decision.correct] : []));
    if (!run.dryRun && registered.length + corrected.length > 0) {
      await saveCorrections(tx, corrected);
      await insertUnits(tx, registered);
      const events: NewEvent[] = registered.map((unit) =>
        Object.assign(unitRegisteredEvent(unit, run.now), { context: run.context }),
      );
      await append(tx, [...events, ...corrected.map((unit) => unitChangedEvent(unit, run.now, run.context))]);
    }
    return rows.map((row) => outcomeOf(decisions.get(row)));
  };

// Always in one order, so that two imports cannot wait for each other's units.
const byPark = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

function decide(
  row: UnitRow,
  known: StandingUnit | undefined,
  plan: ParkPlan | undefined,
  { scope, now }: ImportRun,
): Decision {
  if (scope !== '*' && !scope.includes(row.park)) return otherPark;
  const subPark = plan?.buildings.get(row.building);
  if (!plan) return unknownPark;
  if (subPark === undefined) return { field: 'building', ...unknownBuildingFault };
  const { since, ...facts } = row;
  const correction = { ...facts, subPark, counts: plan.usages.get(row.usage) ?? false };
  if (!known)
    return (
      refuseNew(row, now) ??
      (since
        ? { register: { ...correction, id: newId(now.getTime()), since, demo: false } }
        : { field: 'since', ...missingSince })
    );
  const retired = refuseRetired(known);
  if (retired) return { field: 'unit', code: retired.code, detail: retired.message };
  if (since && since.getTime() !== known.since.getTime()) return { field: 'since', ...sinceIsFixed };
  const corrected = correctUnit(known, correction);
  if (corrected instanceof AppError)
    return { field: 'unit', code: corrected.code, detail: corrected.message };
  return corrected && { correct: corrected };
}

/** A code that is none, or a first day so late that it is a slip of the pen. */
function refuseNew({ code, since }: UnitRow, now: Date): Fault | undefined {
  const badCode = refuseUnitCode(code);
  if (badCode) return { field: 'unit', code: badCode.code, detail: badCode.message };
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + furthestYears);
  return since && since > latest ? { field: 'since', ...tooFarAhead } : undefined;
}

const furthestYears = 10;

function outcomeOf(decision: Decision): RowOutcome {
  if (!decision) return 'unchanged';
  if ('register' in decision) return 'created';
  return 'correct' in decision ? 'changed' : decision;
}

const unknownBuildingFault = {
  code: 'intake.unknown-building',
  detail: '园区内没有该楼栋。 The park has no such building.',
};
const missingSince = {
  code: 'table.missing-value',
  detail: '新房源须填写启用日期。 A new unit needs the day since when it exists.',
};
const tooFarAhead = {
  code: 'intake.since-too-far-ahead',
  detail: `启用日期不能晚于 ${furthestYears} 年之后，请核对年份。 The first day is more than ${furthestYears} years ahead; check its year.`,
};
const sinceIsFixed = {
  code: 'intake.since-is-fixed',
  detail: '该房源已登记，启用日期不能更改。 The unit is registered already; its first day cannot be changed.',
};
