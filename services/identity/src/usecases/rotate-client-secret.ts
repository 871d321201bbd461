import { type Clock, newId } from '@yuanqu/domain';
import type { ClientAuthority } from '../domain/client-authority.ts';
import { checkRetirement, checkRotation } from '../domain/client-secret.ts';
import { loadOwn } from './command-client.ts';
import type { InTransaction, NewSecret } from './ports.ts';

export interface RotateClientSecretPorts {
  readonly inTransaction: InTransaction;
  readonly newSecret: NewSecret;
  readonly clock: Clock;
}

export interface RotateClientSecretCommand {
  readonly clientId: string;
  readonly authority: ClientAuthority;
  /** How long the secret in use stays valid beside the new one. */
  readonly overlapMs: number;
}

/** The new secret, shown once, and when the one before stops being valid. */
export interface RotatedSecret {
  readonly secretId: string;
  readonly secret: string;
  readonly previousUntil: Date;
}

export type RotateClientSecret = (command: RotateClientSecretCommand) => Promise<RotatedSecret>;

/** Gives out a second secret; both are valid for a while. Errors: `client.unknown`, `client.rotation-under-way`. */
export const makeRotateClientSecret =
  ({ inTransaction, newSecret, clock }: RotateClientSecretPorts): RotateClientSecret =>
  ({ clientId, authority, overlapMs }) =>
    inTransaction(async (unit) => {
      await loadOwn(unit.clients, clientId, authority);
      const now = clock();
      const refusal = checkRotation(await unit.clientSecrets.ofClient(clientId), now);
      if (refusal) throw refusal;
      const previousUntil = new Date(now.getTime() + overlapMs);
      await unit.clientSecrets.expireAll(clientId, previousUntil);
      const secretId = newId();
      const { secret, hash } = newSecret();
      await unit.clientSecrets.add(clientId, { id: secretId, createdAt: now }, hash);
      await unit.record({
        action: 'client.secret-rotated',
        resource: 'client',
        target: clientId,
        after: { secretId, previousUntil },
      });
      return { secretId, secret, previousUntil };
    });

export interface RetireClientSecretCommand {
  readonly clientId: string;
  readonly secretId: string;
  readonly authority: ClientAuthority;
}

export type RetireClientSecret = (command: RetireClientSecretCommand) => Promise<void>;

/** Ends a secret at once. Errors: `client.unknown`, `client.unknown-secret`, `client.last-secret`. */
export const makeRetireClientSecret =
  (inTransaction: InTransaction): RetireClientSecret =>
  ({ clientId, secretId, authority }) =>
    inTransaction(async (unit) => {
      await loadOwn(unit.clients, clientId, authority);
      const refusal = checkRetirement(await unit.clientSecrets.ofClient(clientId), secretId);
      if (refusal) throw refusal;
      await unit.clientSecrets.remove(secretId);
      await unit.record({
        action: 'client.secret-retired',
        resource: 'client',
        target: clientId,
        before: { secretId },
      });
    });
