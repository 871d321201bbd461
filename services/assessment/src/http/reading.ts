import { AppError, Month, parseInstant } from '@yuanqu/domain';
import type { Grant } from '@yuanqu/service-kit';
import { type Access } from '@yuanqu/service-kit';

/** Figures of the park that the path names. */
export const figuresOfPark: Access = {
  resource: 'figures',
  action: 'read',
  park: ({ params }) => params['code'],
};

/** Figures of whichever parks the caller's scope covers. */
export const figuresInScope: Access = { resource: 'figures', action: 'read' };

/** The codes of the parks within a grant; undefined is all of them. */
export const scopeOf = ({ parks }: Pick<Grant, 'parks'>): readonly string[] | undefined =>
  parks === '*' ? undefined : parks;

/** The instant that `?at=` names. Throws `instant.malformed`. */
export function instantOf(at: string | undefined): Date | undefined {
  if (at === undefined) return undefined;
  const instantMs = parseInstant(at);
  if (instantMs instanceof AppError) throw instantMs;
  return new Date(instantMs);
}

/** The month of a path or query. Throws `month.malformed`, `month.out-of-range`. */
export function monthOf(text: string): Month {
  const month = Month.parse(text);
  if (month instanceof AppError) throw month;
  return month;
}
