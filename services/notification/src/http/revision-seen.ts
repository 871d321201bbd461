import { expectedRevision, expectedRevisionIfGiven } from '@yuanqu/service-kit';

/**
 * The revision that an edit was made on: from If-Match, as everywhere, or from the body, as before it was taken here.
 * Throws `request.precondition-required` without either.
 */
export const revisionSeen = (
  request: Parameters<typeof expectedRevision>[0] & { readonly body: { readonly revision?: number } },
): number => expectedRevisionIfGiven(request) ?? request.body.revision ?? expectedRevision(request);
