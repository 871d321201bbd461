import type { Reopening, TableHead } from '../usecases/league-ports.ts';

/** A closed month without its rows. */
export const toHead = ({
  closedAt,
  closedByName,
  publishedByName,
  publishedAt,
  previewUntil,
  ...head
}: TableHead) => ({
  ...head,
  closedBy: closedByName,
  closedAt: closedAt.toISOString(),
  ...(previewUntil && { previewUntil: previewUntil.toISOString() }),
  ...(publishedByName !== undefined &&
    publishedAt && { publishedBy: publishedByName, publishedAt: publishedAt.toISOString() }),
});

export const toReopening = ({ requestedAt, confirmedAt, ...reopening }: Reopening) => ({
  ...reopening,
  requestedAt: requestedAt.toISOString(),
  ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
});
