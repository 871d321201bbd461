import { hash } from 'node:crypto';
import type { OccupancyUpdate } from '../domain/occupancy-update.ts';

/**
 * What an update says, as 32 hex digits: the first half of the SHA-256 over its normal form. The same update written
 * otherwise (another offset, `under_works`) has the same hash; its id is not part of it.
 */
export const contentHash = ({ park, unit, status, uscc, observedAtMs }: OccupancyUpdate): string =>
  hash('sha256', `${park}\n${unit}\n${status}\n${uscc ?? ''}\n${observedAtMs}`, 'hex').slice(0, 32);
