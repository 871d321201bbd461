import { AppError, type Clock } from '@yuanqu/domain';
import {
  earlyRotation,
  type KeyPolicy,
  planRotation,
  planWithdrawal,
} from '../domain/signing-key-schedule.ts';
import type { GenerateSigningKey, InTransaction, Unit } from './ports.ts';

export interface SigningKeyPorts {
  readonly inTransaction: InTransaction;
  readonly generateSigningKey: GenerateSigningKey;
  /** Keys have changed: whoever keeps them in memory reads them again. */
  readonly forgetKeys: () => void;
  readonly clock: Clock;
  readonly policy: KeyPolicy;
}

/** Makes the next key in time and drops those that nobody needs; run at start and by a job. */
export const makeKeepSigningKeys =
  (ports: SigningKeyPorts): (() => Promise<void>) =>
  () =>
    changingKeys(ports, async (unit, now) => {
      const { addFrom, drop } = planRotation(await unit.signingKeys.lock(), ports.policy, now);
      if (addFrom) await addKey(unit, ports, 'signing-key.added', addFrom, now);
      if (drop.length === 0) return;
      await unit.signingKeys.remove(drop);
      await unit.record({ action: 'signing-key.dropped', resource: 'signing-key', before: { kids: drop } });
    });

export type RotateSigningKeys = () => Promise<{ readonly signsFrom: Date }>;

/** Brings the next rotation forward. Error: `signing-key.rotation-under-way`. */
export const makeRotateSigningKeys =
  (ports: SigningKeyPorts): RotateSigningKeys =>
  () =>
    changingKeys(ports, async (unit, now) => {
      const signsFrom = earlyRotation(await unit.signingKeys.lock(), ports.policy, now);
      if (!signsFrom)
        throw new AppError(
          'signing-key.rotation-under-way',
          'conflict',
          'The next key is published already and will sign soon.',
        );
      await addKey(unit, ports, 'signing-key.added', signsFrom, now);
      return { signsFrom };
    });

export type WithdrawSigningKey = (command: {
  readonly kid: string;
  readonly reason: string;
}) => Promise<void>;

/**
 * Takes a key back whose secret may be known: it leaves the key set, tokens that it signed die as soon as services read
 * the set again, and another key signs at once. Error: `signing-key.unknown`.
 */
export const makeWithdrawSigningKey =
  (ports: SigningKeyPorts): WithdrawSigningKey =>
  ({ kid, reason }) =>
    changingKeys(ports, async (unit, now) => {
      const plan = planWithdrawal(await unit.signingKeys.lock(), kid, now);
      if (plan.kind === 'unknown')
        throw new AppError('signing-key.unknown', 'not-found', 'There is no such signing key.');
      await unit.signingKeys.remove([kid]);
      if (plan.kind === 'promote') await unit.signingKeys.reschedule(plan.kid, now);
      if (plan.kind === 'add') await addKey(unit, ports, 'signing-key.added', now, now);
      await unit.record({ action: 'signing-key.withdrawn', resource: 'signing-key', target: kid, reason });
    });

async function changingKeys<T>(
  { inTransaction, forgetKeys, clock }: SigningKeyPorts,
  work: (unit: Unit, now: Date) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction((unit) => work(unit, clock()));
  } finally {
    forgetKeys();
  }
}

async function addKey(
  unit: Unit,
  { generateSigningKey }: SigningKeyPorts,
  action: string,
  signsFrom: Date,
  now: Date,
): Promise<void> {
  const key = await generateSigningKey();
  await unit.signingKeys.add(key, signsFrom, now);
  await unit.record({ action, resource: 'signing-key', target: key.kid, after: { signsFrom } });
}
