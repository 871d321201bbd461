import { checkRevision } from '@yuanqu/service-kit';
import type { StandingUnit } from '../domain/standing-unit.ts';

/**
 * Throws `request.changed-meanwhile` for a unit that was corrected since the caller saw it. One that is gone says so itself.
 */
export function checkFacts({ retiredAt, factsRevision }: StandingUnit, expected: number | undefined): void {
  if (!retiredAt) checkRevision({ revision: factsRevision }, expected);
}
