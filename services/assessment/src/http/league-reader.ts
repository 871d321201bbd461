import { AppError } from '@yuanqu/domain';
import { grantFor, type Principal } from '@yuanqu/service-kit';
import type { Reader } from './to-league-table.ts';

/** How far somebody may look into league tables; without a token, or with one that opens no figures, at what is public. */
export function readerOf(caller: Principal | undefined): Reader {
  const grant = caller && grantFor(caller, 'figures', 'read');
  return grant ? { official: true, parks: grant.parks } : { official: false, parks: [] };
}

/** What the public is told of a table that is not public: who may read it has to sign in. */
export function hideUnpublished(error: unknown, { official }: Reader, caller: Principal | undefined): never {
  if (official || !(error instanceof AppError) || error.code !== 'assessment.no-such-table') throw error;
  throw caller
    ? new AppError('auth.forbidden', 'forbidden', 'the table is not public')
    : new AppError('auth.unauthenticated', 'unauthenticated', 'the table is not public');
}
