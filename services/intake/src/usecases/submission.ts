import { AppError } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import type { Sender } from '../domain/authority.ts';
import type { OccupancyUpdate } from '../domain/occupancy-update.ts';
import type { Settlement } from '../domain/settle-update.ts';

/** Updates of one request that are answered together: they are settled in one commit, or none of them is. */
export interface Submission {
  readonly from: Sending;
  readonly updates: readonly OccupancyUpdate[];
}

/** On whose behalf updates come; checked anew at each commit, because a stream outlives its token. */
export interface Sending {
  readonly sender: Sender;
  /** The OAuth client's id; people have none and cannot be revoked this way. */
  readonly clientId: string | undefined;
  readonly tokenExpiresAtMs: number;
  readonly context: EventContext;
}

/** Settlements in the order of the updates, or why the whole submission was refused without looking at them. */
export type SubmissionAnswer = readonly Settlement[] | AppError;

/** Why nothing may be taken from this sender any more. Codes: `auth.token-expired`, `intake.client-revoked`. */
export function refuseSending(
  { clientId, tokenExpiresAtMs }: Sending,
  revokedClients: ReadonlySet<string>,
  nowMs: number,
): AppError | undefined {
  if (tokenExpiresAtMs <= nowMs)
    return new AppError(
      'auth.token-expired',
      'unauthenticated',
      'The access token has expired; get a new one and go on after the last line settled.',
    );
  if (clientId !== undefined && revokedClients.has(clientId))
    return new AppError(
      'intake.client-revoked',
      'forbidden',
      `The access of ${clientId} was withdrawn; ask the district's administrator.`,
    );
  return undefined;
}
