import { AppError, Uscc } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { checkRevision, type Who } from '@yuanqu/service-kit';
import { isWithin, type KnownEnterprise } from '../../domain/enterprise-facts.ts';
import type { KnownFigures } from '../../domain/figures/figures.ts';
import { unknownToMerge } from '../../domain/merging/merge-enterprises.ts';
import { giveBack } from '../../domain/merging/transfer-figures.ts';
import { completionTask } from '../completion-task.ts';
import { taskOpenedEvent } from '../task-events.ts';
import { type MergeOrder, moveFigures } from './merge-enterprise.ts';
import { unmergedEvent } from './merging-events.ts';
import type { Merger, MergingPorts } from './merging-ports.ts';

/**
 * Undoes a merger: the enterprise is its own again, its cases are found as its own, its months come back as they are
 * now. What was reported of it under the other's name for further months stays the other's. Codes:
 * `intake.unknown-enterprise`, `enterprise-merge.not-merged`, `request.changed-meanwhile`.
 */
export const makeUnmergeEnterprise =
  (ports: MergingPorts) =>
  ({ id, reason, expected, scope }: Omit<MergeOrder, 'into'>, who: Who): Promise<Merger> =>
    ports.transaction(async (tx) => {
      const deed = { ...who, at: ports.clock() };
      const merger = await ports.lockMerger(tx, id);
      if (!merger) throw notMerged(id);
      const locked = await ports.lockEnterprises(tx, [id, merger.into]);
      const [merged, survivor] = [locked.get(id), locked.get(merger.into)];
      if (!merged || !survivor || !isWithin(survivor, scope)) throw unknownToMerge(id);
      checkRevision(merged, expected);
      const undone = { ...merger, undone: { by: who.by, at: deed.at, reason } };
      await ports.setMergedInto(tx, id, undefined, merged.revision + 1, deed.at);
      await ports.saveMerger(tx, undone);
      const moved = await moveFigures(
        ports,
        tx,
        await backOf(ports, tx, merger, reason),
        [id, merger.into],
        deed,
      );
      const tasks = await reopenTasks(ports, tx, merged, deed.at);
      await ports.append(tx, [
        unmergedEvent(merged, merger.into, { time: deed.at, context: who.context, reason }),
        ...moved,
        ...tasks.map((task) => taskOpenedEvent(task, deed.at)),
      ]);
      return undone;
    });

export type UnmergeEnterprise = ReturnType<typeof makeUnmergeEnterprise>;

async function backOf(
  { allFigures, figuresAt }: MergingPorts,
  tx: Executor,
  { merged, into, months }: Merger,
  reason: string,
): Promise<readonly KnownFigures[]> {
  if (!Uscc.is(merged) || months.length === 0) return [];
  const versions = {
    uscc: merged,
    before: await figuresAt(tx, merged, months),
    emptied: await allFigures(tx, merged),
    taker: await allFigures(tx, into),
  };
  return giveBack(months, versions, reason);
}

/** Somebody has to complete it again where it holds units. */
async function reopenTasks(
  { lockEnterprises, openTasks }: MergingPorts,
  tx: Executor,
  { id, provisional }: KnownEnterprise,
  at: Date,
) {
  if (!provisional) return [];
  const parks = (await lockEnterprises(tx, [id])).get(id)?.parks ?? [];
  return openTasks(
    tx,
    parks.map((park) => completionTask({ uscc: id, park }, at)),
    at,
  );
}

const notMerged = (id: string): AppError =>
  new AppError(
    'enterprise-merge.not-merged',
    'conflict',
    `${id} 没有被归并。 ${id} is not merged into another; there is nothing to undo.`,
  );
