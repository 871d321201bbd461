import type { AppError } from '@yuanqu/domain';
import { carriedState, type CarriedState } from './carried-state.ts';
import { refuseAreas, refuseCodes, refuseCut, refuseUnlike } from './refuse-cut.ts';
import type { StandingUnit } from './standing-unit.ts';
import type { CutCommand, NewPart } from './cut-command.ts';
import type { Unit } from './unit.ts';

/** A unit that a cut makes, and what is known of it from the first. */
export interface CutPart extends Unit, CarriedState {}

/** Old units that end, and new ones that begin, at one instant. Nothing of the history is rewritten. */
export interface UnitCut {
  readonly because: 'split' | 'merged';
  readonly at: Date;
  readonly retired: readonly StandingUnit[];
  readonly parts: readonly CutPart[];
}

/**
 * Cuts a unit into parts of its floor and usage, whose areas add up to its own. Codes: `intake.unit-retired`,
 * `intake.cut-in-future`, `intake.cut-before-unit`, `intake.cut-before-observation`, `intake.bad-unit-code`, `intake.unit-code-taken`,
 * `intake.areas-do-not-add-up`.
 */
export function splitUnit(
  whole: StandingUnit,
  parts: readonly NewPart[],
  command: CutCommand,
): UnitCut | AppError {
  return (
    refuseCut([whole], command) ??
    refuseCodes(parts, command) ??
    refuseAreas([whole], parts) ?? {
      because: 'split',
      at: command.at,
      retired: [whole],
      parts: parts.map((part) => partOf([whole], whole, part, command.at)),
    }
  );
}

/** Makes one unit of several of one floor and usage. Codes: those of a split, and `intake.units-not-alike`. */
export function mergeUnits(
  units: readonly [StandingUnit, ...StandingUnit[]],
  into: NewPart,
  command: CutCommand,
): UnitCut | AppError {
  const [first] = units;
  return (
    refuseUnlike(units) ??
    refuseCut(units, command) ??
    refuseCodes([into], command) ??
    refuseAreas(units, [into]) ?? {
      because: 'merged',
      at: command.at,
      retired: units,
      parts: [partOf(units, first, into, command.at)],
    }
  );
}

const partOf = (
  from: readonly StandingUnit[],
  { park, subPark, building, floor, usage, counts }: StandingUnit,
  part: NewPart,
  at: Date,
): CutPart => ({
  park,
  subPark,
  building,
  floor,
  usage,
  counts,
  ...part,
  since: at,
  demo: from.some(({ demo }) => demo),
  ...carriedState(from, at),
});
