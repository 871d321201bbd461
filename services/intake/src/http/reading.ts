import { AppError, parseInstant } from '@yuanqu/domain';
import type { Grant } from '@yuanqu/service-kit';
import type { AsOf, ParkScope } from '../usecases/registry-queries.ts';

/** The parks that a caller reads. Rights that reach only the caller's own objects open no park's lists. */
export function parksOf({ scope, parks }: Grant): ParkScope {
  if (scope === 'own') throw new AppError('auth.forbidden', 'forbidden', 'only the own units');
  return parks;
}

/** The instant that `?at=` names. Throws `instant.malformed` for days that don't exist, `intake.future` for what is to come. */
export function asOfOf(at: string | undefined, now: Date): AsOf {
  if (at === undefined) return undefined;
  const instantMs = parseInstant(at);
  if (instantMs instanceof AppError) throw instantMs;
  if (instantMs > now.getTime()) throw future(at);
  return new Date(instantMs);
}

const future = (at: string): AppError =>
  new AppError(
    'intake.future',
    'invalid',
    `${at} 尚未到来，请给出不晚于现在的时刻。 ${at} is still to come: ask for an instant up to now.`,
    { errors: [{ pointer: '/query/at', code: 'future', detail: 'lies in the future' }] },
  );
