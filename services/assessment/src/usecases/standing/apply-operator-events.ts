import { type Clock, formatInstant } from '@yuanqu/domain';
import {
  type NewEvent,
  operatorContracted,
  operatorContractEnded,
  operatorSnapshotted,
  type RecordedEventOf,
} from '@yuanqu/events';
import type { Executor, Outbox } from '@yuanqu/messaging';
import { handleCase } from '@yuanqu/service-kit';
import { spansOf } from '../../domain/standing/contract-span.ts';
import { standingKind } from './standing-kind.ts';
import type { LockContracts, SaveContracts, ToldContract } from './standing-ports.ts';

export const operatorEvents = [operatorContracted, operatorContractEnded, operatorSnapshotted] as const;
export type OperatorEvent = RecordedEventOf<(typeof operatorEvents)[number]>;

interface Ports {
  readonly saveContracts: SaveContracts;
  readonly lockContracts: LockContracts;
  readonly append: Outbox['append'];
  readonly clock: Clock;
}

/**
 * Takes who operates which park when, and tells the standings concerned how long their contracts last: the end that intake
 * gave one after a decision to clear out closes it. Told twice, it changes nothing the second time.
 */
export const makeApplyOperatorEvents =
  ({ saveContracts, lockContracts, append, clock }: Ports) =>
  async (tx: Executor, events: readonly OperatorEvent[]): Promise<void> => {
    const last = new Map(
      events
        .flatMap(contractsIn)
        .map((contract) => [`${contract.operator} ${contract.park} ${contract.from}`, contract]),
    );
    const operators = new Set(events.map(({ data }) => data.operator));
    const parks = [...new Set([...last.values()].map(({ park }) => park))].toSorted();
    // Before any is written: two partitions that write into one park must not wait for each other.
    for (const park of parks) await lockContracts(tx, park);
    await saveContracts(tx, [...last.values()]);
    const causationId = events.at(-1)?.id;
    const context = causationId === undefined ? {} : { causationId };
    const told: NewEvent[] = [];
    for (const park of parks)
      for (const { operator, standing, until } of spansOf(await lockContracts(tx, park))) {
        if (standing === undefined || !operators.has(operator)) continue;
        const at = clock();
        const command = {
          kind: 'contract-known',
          ...(until && { until: formatInstant(until) }),
          at: formatInstant(at),
        } as const;
        const handled = await handleCase(tx, standingKind, standing, command, { by: 'intake', at, context });
        told.push(...handled.events);
      }
    if (told.length > 0) await append(tx, told);
  };

function contractsIn(event: OperatorEvent): readonly ToldContract[] {
  const { revision } = event;
  if (event.type === operatorSnapshotted.type) {
    const { operator, name, contracts } = event.data;
    return contracts.map(({ park, from, until }) => ({ operator, name, park, from, until, revision }));
  }
  const { operator, name, park, from, until } = event.data;
  return [{ operator, name, park, from, until, revision }];
}
