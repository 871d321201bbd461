import { formatInstant } from '@yuanqu/domain';
import { type Contract, refuseForeignPark, refuseOutsideContract, type Sender } from './authority.ts';
import { type HistoryPlace, isNewer, type Observation } from './observation.ts';
import { type ObservableTime, refuseOutsideTime } from './observable-time.ts';
import type { OccupancyUpdate } from './occupancy-update.ts';
import { type Rejection, rejected } from './rejection.ts';

/** A unit as far as its observations go. */
export interface ObservedUnit {
  readonly id: string;
  /** Its history begins here. */
  readonly sinceMs: number;
  readonly retiredAtMs: number | undefined;
  readonly revision: number;
  /** Where the newest observation lies, whatever order they came in. */
  readonly newest: HistoryPlace | undefined;
}

/** An update and what has to be known to judge it. */
export interface SettleUpdate {
  readonly update: OccupancyUpdate;
  readonly contentHash: string;
  readonly sender: Sender;
  readonly contracts: readonly Contract[];
  readonly time: ObservableTime;
  /** The content hash with which the sender's same update id was settled before. */
  readonly settledHash: string | undefined;
}

/** The one event of this aggregate: accepted is now current; stale is kept in the history and changes the past only. */
export interface Observed {
  readonly outcome: 'accepted' | 'stale';
  readonly observation: Observation;
}

export interface Unchanged {
  readonly outcome: 'unchanged';
}

export type Settlement = Observed | Unchanged | Rejection;

/**
 * Settles one update against its unit (undefined: there is none of that code). What was settled once stays settled:
 * a repetition is unchanged even when contract, unit or clock would speak against it today.
 */
export function settle(unit: ObservedUnit | undefined, command: SettleUpdate): Settlement {
  const { update, sender, contracts, time } = command;
  if (command.settledHash !== undefined)
    return command.settledHash === command.contentHash ? unchanged : idReused(update);
  const { park, observedAtMs } = update;
  const foreign = refuseForeignPark(sender, contracts, park);
  if (foreign) return foreign;
  if (!unit) return unknownUnit(update);
  const refused =
    refuseOutsideTime(time, observedAtMs) ??
    refuseOutsideContract(sender, contracts, park, observedAtMs) ??
    refuseOutsideLife(unit, update);
  if (refused) return refused;
  const observation = observationOf(update, sender);
  const isCurrent = unit.newest === undefined || isNewer(observation, unit.newest);
  return { outcome: isCurrent ? 'accepted' : 'stale', observation };
}

/** The unit after an observation: every one counts as a revision, only a newer one shows. */
export const evolve = (unit: ObservedUnit, { outcome, observation }: Observed): ObservedUnit => ({
  ...unit,
  revision: unit.revision + 1,
  newest: outcome === 'accepted' ? observation : unit.newest,
});

const unchanged: Unchanged = { outcome: 'unchanged' };

const observationOf = (update: OccupancyUpdate, { operator }: Sender): Observation => ({
  status: update.status,
  uscc: update.uscc,
  observedAtMs: update.observedAtMs,
  updateId: update.updateId,
  operator,
});

const idReused = ({ updateId }: OccupancyUpdate): Rejection =>
  rejected(
    'intake.update-id-reused',
    `updateId "${updateId}" was settled before with another content: give each update an id of its own.`,
  );

const unknownUnit = ({ park, unit }: OccupancyUpdate): Rejection =>
  rejected(
    'intake.unknown-unit',
    `Park "${park}" has no unit "${unit}": check the code, or have the unit registered first.`,
  );

/** Codes: `intake.observed-before-unit`, `intake.unit-retired`. */
function refuseOutsideLife(unit: ObservedUnit, update: OccupancyUpdate): Rejection | undefined {
  const { observedAtMs } = update;
  if (observedAtMs < unit.sinceMs)
    return rejected(
      'intake.observed-before-unit',
      `Unit "${update.unit}" exists since ${formatInstant(unit.sinceMs)}; observedAt is earlier: correct it, or the unit's start.`,
    );
  if (unit.retiredAtMs !== undefined && observedAtMs >= unit.retiredAtMs)
    return rejected(
      'intake.unit-retired',
      `Unit "${update.unit}" ceased to exist at ${formatInstant(unit.retiredAtMs)} (split, merged or closed): report the units that took its place.`,
    );
  return undefined;
}
