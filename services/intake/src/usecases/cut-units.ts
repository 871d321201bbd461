import { AppError, newId } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { StandingUnit } from '../domain/standing-unit.ts';
import { checkFacts } from './check-facts.ts';
import type { NewPart } from '../domain/cut-command.ts';
import { mergeUnits, splitUnit, type UnitCut } from '../domain/unit-cut.ts';
import { unknownUnit } from './describe-parks.ts';
import type { LockUnits, RegistryPorts, SaveCut } from './registry-ports.ts';
import { unitCutEvents } from './unit-cut-events.ts';

export interface CutPorts extends RegistryPorts {
  readonly lockUnits: LockUnits;
  readonly saveCut: SaveCut;
}

export interface SplitRequest {
  readonly park: string;
  readonly unit: string;
  readonly at: Date;
  readonly into: readonly Omit<NewPart, 'id'>[];
  /** The revision of the unit's facts that the caller saw. */
  readonly expected: number | undefined;
  readonly context: EventContext;
}

export interface MergeRequest {
  readonly park: string;
  readonly units: readonly string[];
  readonly at: Date;
  readonly into: Omit<NewPart, 'id'>;
  readonly context: EventContext;
}

/** Cuts a unit into parts. Throws `intake.unknown-unit`, `request.changed-meanwhile` and what `splitUnit` says. */
export const makeSplitUnit =
  (ports: CutPorts) =>
  ({ park, unit, at, into, expected, context }: SplitRequest): Promise<UnitCut> =>
    ports.transaction(async (tx) => {
      const now = ports.clock();
      const found = await ports.lockUnits(tx, park, [unit, ...into.map(({ code }) => code)]);
      const [whole] = oldUnits(found, park, [unit]);
      checkFacts(whole, expected);
      const command = { at, now, taken: new Set(found.keys()) };
      return carryOut(ports, tx, splitUnit(whole, into.map(withId(now)), command), now, context);
    });

/** Makes one unit of several. Throws `intake.unknown-unit` and what `mergeUnits` says. */
export const makeMergeUnits =
  (ports: CutPorts) =>
  ({ park, units, at, into, context }: MergeRequest): Promise<UnitCut> =>
    ports.transaction(async (tx) => {
      const now = ports.clock();
      const found = await ports.lockUnits(tx, park, [...units, into.code]);
      const command = { at, now, taken: new Set(found.keys()) };
      const cut = mergeUnits(oldUnits(found, park, units), withId(now)(into), command);
      return carryOut(ports, tx, cut, now, context);
    });

const withId =
  (now: Date) =>
  ({ code, areaM2 }: Omit<NewPart, 'id'>): NewPart => ({ id: newId(now.getTime()), code, areaM2 });

function oldUnits(
  found: ReadonlyMap<string, StandingUnit>,
  park: string,
  codes: readonly string[],
): readonly [StandingUnit, ...StandingUnit[]] {
  const [first, ...others] = codes.map((code) => {
    const unit = found.get(code);
    if (!unit) throw unknownUnit(park, code);
    return unit;
  });
  if (!first) throw new Error('the route lets no empty list pass');
  return [first, ...others];
}

async function carryOut(
  { saveCut, append }: CutPorts,
  tx: Executor,
  cut: UnitCut | AppError,
  now: Date,
  context: EventContext,
): Promise<UnitCut> {
  if (cut instanceof AppError) throw cut;
  await saveCut(tx, cut, now);
  await append(tx, unitCutEvents(cut, now, context));
  return cut;
}
