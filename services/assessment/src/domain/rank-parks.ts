import { compareBytes } from './byte-order.ts';
import type { ParkScore } from './score-park.ts';

/** A score with its place; equal scores share one, and the next place is left out (1, 2, 2, 4). */
export interface RankedScore extends ParkScore {
  readonly rank?: number;
}

/** The table's order: ranked parks by score, then the new ones, then those not assessed; ties by park code. */
export function rankParks(scores: readonly ParkScore[]): readonly RankedScore[] {
  const ordered = scores.toSorted(
    (a, b) => group[a.standing] - group[b.standing] || b.score - a.score || compareBytes(a.park, b.park),
  );
  let rank = 0;
  return ordered.map((score, index) => {
    if (score.standing !== 'ranked') return score;
    if (score.score !== ordered[index - 1]?.score) rank = index + 1;
    return Object.assign({ rank }, score);
  });
}

const group: Readonly<Record<ParkScore['standing'], number>> = { ranked: 0, grace: 1, 'not-assessed': 2 };
