import { newId, workingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { NewTask } from '../ports.ts';
import type { ClosedTask, RegistryPorts } from '../registry-ports.ts';
import { taskClosedEvent, taskOpenedEvent } from '../task-events.ts';

/** A unit that is not observed to be what its contract says. */
export interface MismatchedUnit {
  readonly park: string;
  readonly code: string;
}

export interface ComparePorts extends RegistryPorts {
  /** The next units with a mismatch about which no task is open. */
  readonly findMismatches: (tx: Executor, limit: number) => Promise<readonly MismatchedUnit[]>;
  /** Opens them but for those of which one is open already; tells which were. */
  readonly openTasks: (tx: Executor, tasks: readonly NewTask[], at: Date) => Promise<readonly NewTask[]>;
  /** Closes the tasks about units that fit again. */
  readonly closeSettled: (tx: Executor, at: Date, limit: number) => Promise<readonly ClosedTask[]>;
}

export interface Compared {
  readonly opened: number;
  readonly closed: number;
}

const atATime = 500;
const settleDays = 5;
const calendar = workingCalendar();

/**
 * Compares what is observed of units with what their contracts say: a mismatch becomes a task for the operator, due in five
 * working days, and one that is gone closes it. Can be cut off and run twice.
 */
export const makeCompareStatuses =
  ({ transaction, append, clock, findMismatches, openTasks, closeSettled }: ComparePorts) =>
  async (signal?: AbortSignal): Promise<Compared> => {
    const open = (): Promise<number> =>
      transaction(async (tx) => {
        const now = clock();
        const units = await findMismatches(tx, atATime);
        const opened = await openTasks(
          tx,
          units.map((unit) => taskAbout(unit, now)),
          now,
        );
        await append(
          tx,
          opened.map((task) => taskOpenedEvent(task, now)),
        );
        return opened.length;
      });
    const close = (): Promise<number> =>
      transaction(async (tx) => {
        const now = clock();
        const closed = await closeSettled(tx, now, atATime);
        await append(
          tx,
          closed.map((task) => taskClosedEvent(task, now, {})),
        );
        return closed.length;
      });
    return { closed: await untilFewer(close, signal), opened: await untilFewer(open, signal) };
  };

const taskAbout = ({ park, code }: MismatchedUnit, now: Date): NewTask => ({
  id: newId(now.getTime()),
  kind: 'settle-status-mismatch',
  park,
  about: code,
  dueAt: calendar.deadline(now, settleDays),
});

async function untilFewer(some: () => Promise<number>, signal?: AbortSignal): Promise<number> {
  for (let sum = 0; ; ) {
    const done = await some();
    sum += done;
    if (done < atATime || signal?.aborted) return sum;
  }
}
