import type { Reopening, TableHead } from '../usecases/league-ports.ts';

/** A closed month without its rows. */
export const toHead = ({ closedAt, closedByName, publishedBy, publishedAt, ...head }: TableHead) => ({
  ...head,
  closedBy: closedByName,
  closedAt: closedAt.toISOString(),
  ...(publishedBy !== undefined && publishedAt && { publishedBy, publishedAt: publishedAt.toISOString() }),
});

export const toReopening = ({ requestedAt, confirmedAt, ...reopening }: Reopening) => ({
  ...reopening,
  requestedAt: requestedAt.toISOString(),
  ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
});
