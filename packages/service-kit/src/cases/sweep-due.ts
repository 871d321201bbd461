import type { Executor } from '@yuanqu/messaging';
import type { Logger } from 'pino';
import type { CaseFact, CaseKind } from './case-kind.ts';
import { lockCase } from './case-store.ts';
import type { Deed } from './deed.ts';
import { handleCase, type HandledCase } from './handle-case.ts';
import type { CasePorts } from './run-cases.ts';

export interface SweepOptions<State = unknown, Command = never> extends CasePorts {
  readonly pool: Executor;
  readonly log: Logger;
  /** For cases whose deadlines move others too; without it the case alone gets its command. */
  readonly handle?: (tx: Executor, id: string, command: Command, deed: Deed) => Promise<HandledCase<State>>;
}

export interface Swept {
  readonly handled: number;
  readonly stuck: number;
}

const pageSize = 100;

/**
 * Gives every case that is due its command, each in a transaction of its own, oldest first: it can be cut off, run
 * twice or by two at once. A case that fails, or that stays due, is marked stuck with the reason and the others go on;
 * the next command that a person gives it frees it.
 */
export const makeSweepDue =
  <State, Command, Fact extends CaseFact>(
    kind: CaseKind<State, Command, Fact>,
    options: SweepOptions<State, Command>,
  ) =>
  async (signal?: AbortSignal): Promise<Swept> => {
    const { pool, clock, log } = options;
    let handled = 0;
    let stuck = 0;
    for (;;) {
      const now = clock();
      const ids = await dueIds(pool, kind.name, now);
      for (const id of ids) {
        if (signal?.aborted) return { handled, stuck };
        const failure = await handleDue(kind, id, now, options).catch((error: unknown) => error);
        if (failure === undefined) {
          handled += 1;
          continue;
        }
        stuck += 1;
        log.error({ kind: kind.name, id, err: failure }, 'a case cannot deal with its deadline');
        await markStuck(pool, kind.name, id, failure);
      }
      if (ids.length < pageSize) return { handled, stuck };
    }
  };

async function handleDue<State, Command, Fact extends CaseFact>(
  kind: CaseKind<State, Command, Fact>,
  id: string,
  at: Date,
  { transaction, append, handle }: SweepOptions<State, Command>,
): Promise<undefined> {
  await transaction(async (tx) => {
    const { dueAt } = (await lockCase(tx, kind.name, id)) ?? {};
    // Somebody else was faster.
    if (!dueAt || dueAt > at) return;
    const deed = { by: 'system', at, context: {} };
    const command = kind.onDue(at.toISOString());
    const { file, events } = await (handle?.(tx, id, command, deed) ??
      handleCase(tx, kind, id, command, deed));
    if (file.dueAt && file.dueAt <= at) throw new Error('it is still due after its deadline was dealt with');
    await append(tx, events);
  });
}

async function dueIds(db: Executor, kind: string, now: Date): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM chassis.case_file WHERE kind = $1 AND due_at <= $2 AND stuck_because IS NULL
     ORDER BY due_at, id LIMIT $3`,
    [kind, now, pageSize],
  );
  return rows.map(({ id }) => id);
}

const markStuck = (db: Executor, kind: string, id: string, failure: unknown): Promise<unknown> =>
  db.query('UPDATE chassis.case_file SET stuck_because = $3 WHERE kind = $1 AND id = $2', [
    kind,
    id,
    failure instanceof Error ? failure.message : String(failure),
  ]);
