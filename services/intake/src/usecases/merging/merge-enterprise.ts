import { AppError, newId, Uscc } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { checkRevision, type Deed, type Who } from '@yuanqu/service-kit';
import type { KnownFigures } from '../../domain/figures/figures.ts';
import { judgeMerge, type MergingPair } from '../../domain/merging/merge-enterprises.ts';
import { takeOver, type Transfer } from '../../domain/merging/transfer-figures.ts';
import { resize } from '../figures/resize.ts';
import type { ParkScope } from '../registry-queries.ts';
import { taskClosedEvent } from '../task-events.ts';
import { figuresMovedEvents, mergedEvent } from './merging-events.ts';
import type { Merger, MergingPorts } from './merging-ports.ts';

/** Which enterprise is the same as which, seen at which revision, and why. */
export interface MergeOrder {
  readonly id: string;
  readonly into: string;
  readonly reason: string;
  readonly expected: number;
  readonly scope: ParkScope;
}

/**
 * Makes two registered enterprises one: the first keeps its history and stands for the second from now on, its figures
 * go over where the second has none. Codes: those of `judgeMerge`, `request.changed-meanwhile`.
 */
export const makeMergeEnterprise =
  (ports: MergingPorts) =>
  (order: MergeOrder, who: Who): Promise<Merger> =>
    ports.transaction(async (tx) => {
      const { id, into, reason } = order;
      const deed = { ...who, at: ports.clock() };
      const pair = await judged(ports, tx, order);
      const transfer = await transferOf(ports, tx, pair, reason);
      const merger: Merger = {
        id: newId(deed.at.getTime()),
        merged: id,
        into,
        reason,
        mergedBy: who.by,
        mergedAt: deed.at,
        months: transfer.months,
        undone: undefined,
      };
      await ports.setMergedInto(tx, id, into, pair.merged.revision + 1, deed.at);
      await ports.saveMerger(tx, merger);
      const moved = await moveFigures(ports, tx, transfer.figures, [id, into], deed);
      const closed = await ports.closeCompletionTasks(tx, [id], who.by, deed.at);
      const told = { time: deed.at, context: who.context, reason };
      await ports.append(tx, [
        mergedEvent(pair.merged, pair.survivor, told),
        ...moved,
        ...closed.map((task) => taskClosedEvent(task, deed.at, who.context)),
      ]);
      return merger;
    });

export type MergeEnterprise = ReturnType<typeof makeMergeEnterprise>;

async function judged(ports: MergingPorts, tx: Executor, order: MergeOrder): Promise<MergingPair> {
  const { id, into, scope, expected } = order;
  const locked = await ports.lockEnterprises(tx, [id, into]);
  const pair = judgeMerge({
    id,
    into,
    scope,
    merged: locked.get(id),
    survivor: locked.get(into),
    mergedFrom: await ports.mergedInto(tx, id),
  });
  if (pair instanceof AppError) throw pair;
  checkRevision(pair.merged, expected);
  return pair;
}

async function transferOf(
  { allFigures }: MergingPorts,
  tx: Executor,
  { merged, survivor }: MergingPair,
  reason: string,
): Promise<Transfer> {
  // Who has no code has no figures.
  if (!Uscc.is(merged.id) || !Uscc.is(survivor.id)) return { months: [], figures: [] };
  const into = { uscc: survivor.id, figures: await allFigures(tx, survivor.id) };
  return takeOver(await allFigures(tx, merged.id), into, reason);
}

/** Writes the versions, looks at the sizes again, and answers with the events of both. */
export async function moveFigures(
  ports: MergingPorts,
  tx: Executor,
  figures: readonly KnownFigures[],
  ids: readonly string[],
  { by, at, context }: Deed,
): Promise<readonly NewEvent[]> {
  if (figures.length === 0) return [];
  const reporters = await ports.lockReporters(tx, ids);
  const { events, counts } = figuresMovedEvents(figures, reporters, { time: at, context });
  await ports.saveFigures(
    tx,
    figures.map((one) => ({ figures: one, by, at })),
    counts,
  );
  // An enterprise that was merged has the other's class, and its own again when that is undone.
  const standing = [...reporters.values()].filter(({ mergedInto }) => mergedInto === undefined);
  return [...events, ...(await resize(ports, tx, standing, at, context))];
}
