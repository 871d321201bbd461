import type { Observation } from './observation.ts';
import type { OccupancyStatus } from './occupancy-status.ts';
import type { StandingUnit } from './standing-unit.ts';

/** What is known of a unit that a cut made. */
export interface CarriedState {
  readonly newest: Observation | undefined;
  readonly legalStatus: OccupancyStatus | undefined;
}

/**
 * What new units inherit: the last state of the old ones where those agree on it (same status and tenant), as seen at
 * the cut; where they differ, nothing, and the new unit is unobserved until its operator reports it. So a split carries
 * always. What comes in late for an old unit changes the old unit's past only.
 */
export function carriedState(from: readonly StandingUnit[], at: Date): CarriedState {
  const [first] = from;
  if (!first) return { newest: undefined, legalStatus: undefined };
  const { newest, legalStatus } = first;
  const agreeOnSeen = from.every(
    ({ newest: other }) => other?.status === newest?.status && other?.uscc === newest?.uscc,
  );
  return {
    newest: newest && agreeOnSeen ? carried(newest, first, at) : undefined,
    legalStatus: from.every((unit) => unit.legalStatus === legalStatus) ? legalStatus : undefined,
  };
}

/**
 * Its id tells what it is and from where; "!" sorts before what senders use, so a true observation of the same
 * instant wins.
 */
const carried = ({ status, uscc, operator }: Observation, { id }: StandingUnit, at: Date): Observation => ({
  status,
  uscc,
  operator,
  observedAtMs: at.getTime(),
  updateId: `!carried-from-${id}`,
});
