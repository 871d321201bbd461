import { newId, workingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { NewTask } from '../ports.ts';
import type { ClosedTask, RegistryPorts } from '../registry-ports.ts';
import { taskClosedEvent, taskOpenedEvent } from '../task-events.ts';

/** What a task is to be about: a unit that is not what its contract says, or a park with units let without any. */
export interface Mismatched {
  readonly park: string;
  readonly about: string;
}

export interface ComparePorts extends RegistryPorts {
  /** The next units with a mismatch about which no task is open. */
  readonly findMismatches: (tx: Executor, limit: number) => Promise<readonly Mismatched[]>;
  /** The next parks whose tenancies are entered, and where units are seen let without one. */
  readonly findUnentered: (tx: Executor, at: Date, limit: number) => Promise<readonly Mismatched[]>;
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
 * Compares what is observed of units with what their contracts say, and who is seen with who has signed: a mismatch becomes a
 * task for the operator, due in five working days, and one that is gone closes it. Units let without any contract are one task
 * for all of a park: where the platform is new there are hundreds. Can be cut off and run twice.
 */
export const makeCompareStatuses =
  ({ transaction, append, clock, findMismatches, findUnentered, openTasks, closeSettled }: ComparePorts) =>
  async (signal?: AbortSignal): Promise<Compared> => {
    const open = (find: (tx: Executor, now: Date) => Promise<readonly Mismatched[]>): Promise<number> =>
      transaction(async (tx) => {
        const now = clock();
        const found = await find(tx, now);
        const opened = await openTasks(
          tx,
          found.map((one) => taskAbout(one, now)),
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
    const ofUnits = () => open((tx) => findMismatches(tx, atATime));
    const ofParks = () => open((tx, now) => findUnentered(tx, now, atATime));
    const closed = await untilFewer(close, signal);
    return { closed, opened: (await untilFewer(ofUnits, signal)) + (await untilFewer(ofParks, signal)) };
  };

const taskAbout = ({ park, about }: Mismatched, now: Date): NewTask => ({
  id: newId(now.getTime()),
  kind: 'settle-status-mismatch',
  park,
  about,
  dueAt: calendar.deadline(now, settleDays),
});

async function untilFewer(some: () => Promise<number>, signal?: AbortSignal): Promise<number> {
  for (let sum = 0; ; ) {
    const done = await some();
    sum += done;
    if (done < atATime || signal?.aborted) return sum;
  }
}
