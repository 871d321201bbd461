import { AppError } from '@yuanqu/domain';
import type { Principal, RequestContext } from '@yuanqu/service-kit';
import type { Sending } from '../usecases/submission.ts';

/** On whose behalf a request sends. Code: `intake.no-operator`. */
export function sendingOf(principal: Principal, context: RequestContext): Sending {
  const { operator, parks, kind, subject, tokenExpiresAt } = principal;
  if (operator === undefined)
    throw new AppError(
      'intake.no-operator',
      'forbidden',
      'Occupancy is reported by operators only, and this access belongs to none; use the client of the park’s operator.',
    );
  return {
    sender: { operator, parks },
    clientId: kind === 'client' ? subject : undefined,
    tokenExpiresAtMs: tokenExpiresAt.getTime(),
    context,
  };
}
