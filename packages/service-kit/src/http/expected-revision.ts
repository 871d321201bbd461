import { AppError } from '@yuanqu/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';

export const ifMatchDescription = 'the ETag of what is edited, such as "3"; without it the answer is 428';

/** The header of every edit: the ETag of what the caller saw. Goes into a route's `headers` schema; the API's page says that it is required. */
export const ifMatchHeader = {
  'if-match': Type.Optional(Type.String({ maxLength: 40, description: ifMatchDescription })),
};

/** The same where the first entry of a thing goes without: see `expectedRevisionIfGiven`. */
export const ifMatchOnceThereHeader = {
  'if-match': Type.Optional(
    Type.String({
      maxLength: 40,
      description:
        'left out for the first entry; then the ETag of what is edited, such as "3", or the answer is 428',
    }),
  ),
};

/**
 * The revision that an edit was made on, from If-Match (RFC 9110 §13.1.1). Throws `request.precondition-required` (428)
 * without the header, `request.invalid-if-match` for one that isn't a revision's.
 */
export function expectedRevision({ headers }: Pick<FastifyRequest, 'headers'>): number {
  const header = headers['if-match'];
  if (header === undefined)
    throw new AppError('request.precondition-required', 'conflict', 'If-Match is missing');
  const [, revision] = /^"(\d{1,9})"$/.exec(header) ?? [];
  if (revision !== undefined) return Number(revision);
  throw new AppError(
    'request.invalid-if-match',
    'invalid',
    'If-Match is not an ETag of this resource; send the one you got when reading it, such as "3".',
    { errors: [{ pointer: '/headers/if-match', code: 'if-match', detail: 'is not an ETag like "3"' }] },
  );
}

/** As `expectedRevision`; undefined without the header, where the first entry of a thing goes without. */
export const expectedRevisionIfGiven = (request: Pick<FastifyRequest, 'headers'>): number | undefined =>
  request.headers['if-match'] === undefined ? undefined : expectedRevision(request);

/** Tells the caller which revision this is, for the next edit. */
export const sendRevision = (reply: FastifyReply, revision: number): void =>
  void reply.header('etag', `"${revision}"`);
