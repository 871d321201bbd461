import { AppError, parseInstant } from '@yuanqu/domain';
import type { Grant } from '@yuanqu/service-kit';
import type { AsOf, ParkScope } from '../usecases/registry-queries.ts';

/** The parks that a caller reads. Rights that reach only the caller's own objects open no park's lists. */
export function parksOf({ scope, parks }: Grant): ParkScope {
  if (scope === 'own') throw new AppError('auth.forbidden', 'forbidden', 'only the own units');
  return parks;
}

/** The instant that `?at=` names. Throws `instant.malformed` for days that don't exist. */
export function asOfOf(at: string | undefined): AsOf {
  if (at === undefined) return undefined;
  const instantMs = parseInstant(at);
  if (instantMs instanceof AppError) throw instantMs;
  return new Date(instantMs);
}
