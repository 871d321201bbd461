import { newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Who } from '@yuanqu/service-kit';
import { isWithin } from '../../domain/enterprise-facts.ts';
import {
  type Dismissal,
  inOrder,
  refuseDismissal,
  reversedAlready,
  unknownDismissal,
} from '../../domain/merging/dismissals.ts';
import type { LockEnterprises, RegistryPorts } from '../registry-ports.ts';
import type { ParkScope } from '../registry-queries.ts';
import type { ReadEnterprises } from './merging-ports.ts';

export interface DismissalPorts extends Pick<RegistryPorts, 'transaction' | 'clock'> {
  readonly lockEnterprises: LockEnterprises;
  /** The dismissal of a pair that is in force. */
  readonly dismissalOf: (tx: Executor, one: string, other: string) => Promise<Dismissal | undefined>;
  readonly lockDismissal: (tx: Executor, id: string) => Promise<Dismissal | undefined>;
  readonly saveDismissal: (tx: Executor, dismissal: Dismissal) => Promise<void>;
}

/** Newest first, reversed ones too. */
export type ListDismissals = () => Promise<readonly Dismissal[]>;

/**
 * Says that two enterprises that look like one are two, so that they are not proposed again; and takes that back. Codes:
 * those of `refuseDismissal`, `enterprise-duplicate.unknown-dismissal`, `.reversed-already`.
 */
export const makeDismissDuplicate = (ports: DismissalPorts) => ({
  dismiss: (
    pair: { readonly one: string; readonly other: string; readonly reason: string },
    scope: ParkScope,
    who: Who,
  ): Promise<Dismissal> =>
    ports.transaction(async (tx) => {
      const [one, other] = inOrder(pair.one, pair.other);
      const known = await ports.lockEnterprises(tx, [one, other]);
      const refusal = refuseDismissal([one, other], known, scope, await ports.dismissalOf(tx, one, other));
      if (refusal) throw refusal;
      const at = ports.clock();
      const decided = { reason: pair.reason, decidedBy: who.by, decidedAt: at, undone: undefined };
      const dismissal = { id: newId(at.getTime()), one, other, ...decided };
      await ports.saveDismissal(tx, dismissal);
      return dismissal;
    }),
  reverse: (id: string, reason: string, scope: ParkScope, who: Who): Promise<Dismissal> =>
    ports.transaction(async (tx) => {
      const dismissal = await ports.lockDismissal(tx, id);
      if (!dismissal) throw unknownDismissal;
      const known = await ports.lockEnterprises(tx, [dismissal.one, dismissal.other]);
      if (![...known.values()].every((enterprise) => isWithin(enterprise, scope))) throw unknownDismissal;
      if (dismissal.undone) throw reversedAlready;
      const reversed = { ...dismissal, undone: { by: who.by, at: ports.clock(), reason } };
      await ports.saveDismissal(tx, reversed);
      return reversed;
    }),
});

export type DismissDuplicate = ReturnType<typeof makeDismissDuplicate>;

/** Those whose enterprises are within a scope. */
export const makeFindDismissals =
  (listDismissals: ListDismissals, readEnterprises: ReadEnterprises) =>
  async (scope: ParkScope): Promise<readonly Dismissal[]> => {
    const dismissals = await listDismissals();
    const known = await readEnterprises([...new Set(dismissals.flatMap(({ one, other }) => [one, other]))]);
    const isSeen = (id: string): boolean => {
      const enterprise = known.get(id);
      return enterprise !== undefined && isWithin(enterprise, scope);
    };
    return dismissals.filter(({ one, other }) => isSeen(one) && isSeen(other));
  };
