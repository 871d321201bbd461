import type { Clock } from '@yuanqu/domain';
import { type ChangeAddressesPorts, noAddress } from './change-addresses.ts';

export interface RotateSecretPorts extends ChangeAddressesPorts {
  readonly newSecret: () => string;
  readonly clock: Clock;
}

export interface RotatedSecret {
  /** Shown this once. */
  readonly secret: string;
  /** Until then the one before it signs too. */
  readonly previousValidUntil: Date;
}

const bothSignForMs = 24 * 3_600_000;

/**
 * Gives a webhook a new signing secret. For a day both sign, so that the receiver can change over without missing
 * one; a secret older than the previous is dropped at once. Errors: `notification.no-address`.
 */
export const makeRotateSecret =
  ({ transaction, addresses, audit, newSecret, clock }: RotateSecretPorts) =>
  (officialId: string): Promise<RotatedSecret> =>
    transaction(async (tx) => {
      if (!(await addresses.hasSecret(tx, officialId))) throw noAddress('webhook');
      const secret = newSecret();
      const previousValidUntil = new Date(clock().getTime() + bothSignForMs);
      await addresses.addSecret(tx, officialId, secret, previousValidUntil);
      await audit(tx, { action: 'webhook-secret.rotated', resource: 'inbox', target: 'webhook' });
      return { secret, previousValidUntil };
    });
