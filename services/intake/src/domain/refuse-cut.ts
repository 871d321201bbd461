import { AppError, Area, formatInstant } from '@yuanqu/domain';
import { refuseUnitCode } from './unit-code.ts';
import { isHeld, refuseRetired, type StandingUnit } from './standing-unit.ts';
import type { CutCommand, NewPart } from './cut-command.ts';

/**
 * Codes: `intake.cut-in-future`, `intake.unit-retired`, `intake.cut-of-held-unit`, `intake.cut-before-unit`,
 * `intake.cut-before-observation`.
 */
export function refuseCut(units: readonly StandingUnit[], { at, now }: CutCommand): AppError | undefined {
  if (at > now)
    return new AppError(
      'intake.cut-in-future',
      'invalid',
      `${formatInstant(at)} is still to come; register the change when it has happened.`,
      { errors: [{ pointer: '/at', code: 'future', detail: 'is in the future' }] },
    );
  for (const unit of units) {
    const refused =
      refuseRetired(unit) ?? refuseHeld(unit) ?? refuseBeforeLife(unit, at) ?? refuseObserved(unit, at);
    if (refused) return refused;
  }
  return undefined;
}

/** A contract names its units: who changes them changes the contract first. */
const refuseHeld = (unit: StandingUnit): AppError | undefined =>
  isHeld(unit)
    ? new AppError(
        'intake.cut-of-held-unit',
        'conflict',
        `房源 ${unit.code} 已签约或已预留，请先变更合同。 Unit "${unit.code}" is ${unit.legalStatus} by contract; take it out of the contract first (POST /tenancies/{id}/change).`,
      )
    : undefined;

const refuseBeforeLife = ({ code, since }: StandingUnit, at: Date): AppError | undefined =>
  at > since
    ? undefined
    : new AppError(
        'intake.cut-before-unit',
        'conflict',
        `Unit "${code}" exists since ${formatInstant(since)}; "at" has to be later.`,
      );

/** What was observed of a unit after it ended would belong to none; the observation stands, so the cut has to be later. */
const refuseObserved = ({ code, newest }: StandingUnit, at: Date): AppError | undefined =>
  newest === undefined || newest.observedAtMs < at.getTime()
    ? undefined
    : new AppError(
        'intake.cut-before-observation',
        'conflict',
        `Unit "${code}" was still observed at ${formatInstant(newest.observedAtMs)}; "at" has to be later.`,
        { observedAt: formatInstant(newest.observedAtMs) },
      );

/** Codes: `intake.bad-unit-code`, `intake.unit-code-taken`. */
export function refuseCodes(parts: readonly NewPart[], { taken }: CutCommand): AppError | undefined {
  const codes = parts.map(({ code }) => code);
  for (const code of codes) {
    const refused = refuseUnitCode(code);
    if (refused) return refused;
  }
  const clash = codes.find((code, index) => taken.has(code) || codes.indexOf(code) !== index);
  return clash === undefined
    ? undefined
    : new AppError(
        'intake.unit-code-taken',
        'conflict',
        `Unit code "${clash}" is or was in use in this park or is given twice; codes are never used again.`,
      );
}

/** To the hundredth of a m². Codes: `intake.areas-do-not-add-up`, `area.too-precise`. */
export function refuseAreas(from: readonly StandingUnit[], into: readonly NewPart[]): AppError | undefined {
  const [before, after] = [sumOf(from), sumOf(into)];
  if (before instanceof AppError) return before;
  if (after instanceof AppError) return after;
  return before.equals(after)
    ? undefined
    : new AppError(
        'intake.areas-do-not-add-up',
        'invalid',
        `The new units have ${after.formatM2()} together and the old ${before.formatM2()}; correct the old area first if it was wrong.`,
        { oldAreaM2: before.m2, newAreaM2: after.m2 },
      );
}

function sumOf(units: readonly { readonly areaM2: number }[]): Area | AppError {
  let sum = Area.zero;
  for (const { areaM2 } of units) {
    const area = Area.fromM2(areaM2);
    if (area instanceof AppError) return area;
    sum = sum.plus(area);
  }
  return sum;
}

/** Code: `intake.units-not-alike`. */
export function refuseUnlike(units: readonly StandingUnit[]): AppError | undefined {
  const places = new Set(units.map(({ building, floor, usage }) => `${building} ${floor} ${usage}`));
  return places.size === 1
    ? undefined
    : new AppError(
        'intake.units-not-alike',
        'conflict',
        `Only units of one building, floor and usage become one (here: ${[...places].join('; ')}).`,
      );
}
