import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type Deed, handleCase, listCases, readCase } from '@yuanqu/service-kit';
import type { OperatorHandover } from '../../domain/operator-calls/operator-handover.ts';
import { handOverBy, handOverExpectedBy } from './deadlines.ts';
import { handoverKind } from './handover-kind.ts';

/** The newest hand-over that the park has open, or that this operator has open in it, if there is one. */
export async function openHandover(
  tx: Executor,
  park: string,
  operator?: string,
): Promise<CaseFile<OperatorHandover> | undefined> {
  const list = listCases<OperatorHandover>(tx, handoverKind.name);
  const [newest] = await list({ parks: '*', park, party: operator, statuses: ['open'], limit: 1 });
  return newest;
}

/** When the next operator can take over: by the first day of its contract, or what its call leaves to be expected. */
export type Coming = { readonly from: Date } | { readonly closesAt: string };

/** Sets a hand-over's deadline by when the operator comes that the call brings; events for the transaction's last statement. */
export async function planHandover(
  tx: Executor,
  { handover: id, call }: { readonly handover: string; readonly call: string },
  coming: Coming,
  deed: Deed,
): Promise<readonly NewEvent[]> {
  const found = await readCase<OperatorHandover>(tx, handoverKind.name)(id);
  if (!found) return [];
  const end = new Date(found.state.until ?? deed.at);
  const dueAt = 'from' in coming ? handOverBy(end, coming.from) : handOverExpectedBy(end, coming.closesAt);
  return (await handleCase(tx, handoverKind, id, { kind: 'plan', dueAt, call }, deed)).events;
}
