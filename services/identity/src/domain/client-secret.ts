import { AppError } from '@yuanqu/domain';

/** A client's secret as it is kept: without the secret. */
export interface ClientSecret {
  readonly id: string;
  readonly createdAt: Date;
  /** When it stops being valid; absent for the newest. */
  readonly expiresAt?: Date;
  readonly lastUsedAt?: Date;
}

export const isValid = ({ expiresAt }: ClientSecret, now: Date): boolean =>
  expiresAt === undefined || expiresAt > now;

/**
 * Whether a further secret may be given out: two are valid in rotation, never three.
 * Error: `client.rotation-under-way`.
 */
export function checkRotation(secrets: readonly ClientSecret[], now: Date): AppError | undefined {
  const valid = secrets.filter((secret) => isValid(secret, now));
  if (valid.length < 2) return undefined;
  return new AppError(
    'client.rotation-under-way',
    'conflict',
    'Two secrets are valid already: retire one of them first.',
    { secrets: valid.map(({ id }) => id) },
  );
}

/** Whether this secret may be retired: one without an end must remain. Errors: `client.unknown-secret`, `client.last-secret`. */
export function checkRetirement(secrets: readonly ClientSecret[], id: string): AppError | undefined {
  if (!secrets.some((secret) => secret.id === id))
    return new AppError('client.unknown-secret', 'not-found', 'The client has no such secret.');
  if (secrets.some((secret) => secret.id !== id && secret.expiresAt === undefined)) return undefined;
  return new AppError(
    'client.last-secret',
    'conflict',
    'It is the newest secret: give out another one first, or revoke the client.',
  );
}
