import type { Executor } from '@yuanqu/messaging';
import type { Countable, HandoverItem } from '../../domain/operator-calls/operator-handover.ts';
import type { ContractPorts } from '../operator-contracts.ts';

export interface ListedItem extends Omit<HandoverItem, 'done'> {
  readonly position: number;
  readonly retired: boolean;
  readonly revision: number;
}

/** The checklist of hand-overs in order, retired lines too. */
export type ListItems = (db: Executor) => Promise<readonly ListedItem[]>;
/** Throws as `checkEntry` does for a line that is there at another revision than the expected one. */
export type SaveItem = (
  tx: Executor,
  item: Omit<ListedItem, 'revision'>,
  expected: number | undefined,
) => Promise<void>;

/** How much of each is open in the park now. */
export type CountOpen = (db: Executor, park: string) => Promise<Readonly<Record<Countable, number>>>;

export interface CallPorts extends ContractPorts {
  readonly listItems: ListItems;
  readonly countOpen: CountOpen;
}
