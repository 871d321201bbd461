import { formatInstant } from '@yuanqu/domain';
import { type Rejection, rejected } from './rejection.ts';

/** An operator's contract for a park: from its first instant up to, not including, its last. */
export interface Contract {
  readonly operator: string;
  readonly park: string;
  readonly fromMs: number;
  readonly untilMs: number | undefined;
}

/** For whom lines are sent. */
export interface Sender {
  readonly operator: string;
  /** The parks of the token's scope; `*` leaves it to the contracts. */
  readonly parks: '*' | readonly string[];
}

/**
 * Whether the sender may speak for a park at all. Code: `intake.not-your-park`. Said before anything else about the
 * park, so that nobody learns which units another operator has.
 */
export function refuseForeignPark(
  { operator, parks }: Sender,
  contracts: readonly Contract[],
  park: string,
): Rejection | undefined {
  const inScope = parks === '*' || parks.includes(park);
  if (inScope && contracts.some((contract) => contract.operator === operator && contract.park === park))
    return undefined;
  return rejected(
    'intake.not-your-park',
    `${operator} has never had a contract for park "${park}" or this access doesn't cover it: check the park's code.`,
  );
}

/** Authority is judged at the instant of the observation. Code: `intake.no-contract-at-that-time`. */
export function refuseOutsideContract(
  { operator }: Sender,
  contracts: readonly Contract[],
  park: string,
  atMs: number,
): Rejection | undefined {
  const ofPark = contracts.filter((contract) => contract.operator === operator && contract.park === park);
  if (ofPark.some(({ fromMs, untilMs }) => fromMs <= atMs && (untilMs === undefined || atMs < untilMs)))
    return undefined;
  const spans = ofPark.map(({ fromMs, untilMs }) => `${shown(fromMs)} to ${shown(untilMs)}`).join(', ');
  return rejected(
    'intake.no-contract-at-that-time',
    `${operator} had no contract for park "${park}" at ${shown(atMs)} (contracts: ${spans}): check observedAt.`,
  );
}

const shown = (instantMs: number | undefined): string =>
  instantMs === undefined ? 'now on' : formatInstant(instantMs);
