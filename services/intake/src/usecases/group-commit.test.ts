import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import type { OccupancyUpdate } from '../domain/occupancy-update.ts';
import { type GroupCommitOptions, makeGroupCommit } from './group-commit.ts';
import type { SettleUpdates } from './settle-updates.ts';
import type { Submission } from './submission.ts';

const from = {
  sender: { operator: 'op', parks: '*' },
  clientId: undefined,
  tokenExpiresAtMs: 0,
  context: {},
} as const;

const submission = (name: string, lines = 1): Submission => ({
  from,
  updates: Array.from(
    { length: lines },
    (_, index): OccupancyUpdate => ({
      updateId: `${name}${index}`,
      park: 'p',
      unit: 'u',
      status: 'vacant',
      uscc: undefined,
      observedAtMs: 0,
    }),
  ),
});

/** Commits that end when told, and what they were given. */
function handCommit(options: Partial<GroupCommitOptions> = {}) {
  const batches: { readonly names: readonly string[]; readonly end: (error?: unknown) => void }[] = [];
  const settleUpdates: SettleUpdates = (submissions) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const names = submissions.map(({ updates }) => updates[0]?.updateId ?? '');
    batches.push({ names, end: (error) => (error === undefined ? resolve() : reject(error as Error)) });
    return promise.then(() =>
      submissions.map(({ updates }) => updates.map(() => ({ outcome: 'unchanged' }))),
    );
  };
  const commit = makeGroupCommit({
    settleUpdates,
    maxBatchLines: 10,
    maxDelayMs: 1,
    maxWaitingLines: 40,
    ...options,
  });
  const batch = async (index: number) => {
    for (;;) {
      const found = batches[index];
      if (found) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { commit, batch, batches };
}

describe('the group committer', () => {
  it('commits together what comes within the delay, and then what came during the commit', async () => {
    const { commit, batch } = handCommit();
    const first = [commit.submit(submission('a')), commit.submit(submission('b'))];
    const { names, end } = await batch(0);
    expect(names).toEqual(['a0', 'b0']);
    const later = [commit.submit(submission('c')), commit.submit(submission('d'))];
    end();
    await Promise.all(first);
    const second = await batch(1);
    expect(second.names).toEqual(['c0', 'd0']);
    second.end();
    expect(await Promise.all(later)).toEqual([[{ outcome: 'unchanged' }], [{ outcome: 'unchanged' }]]);
  });

  it('keeps a batch within its size, but takes a larger submission whole', async () => {
    const { commit, batch, batches } = handCommit();
    const all = [
      commit.submit(submission('a', 6)),
      commit.submit(submission('b', 5)),
      commit.submit(submission('c', 25)),
    ];
    for (const index of [0, 1, 2]) (await batch(index)).end();
    await Promise.all(all);
    expect(batches.map(({ names }) => names)).toEqual([['a0'], ['b0'], ['c0']]);
  });

  it('answers nothing before the commit has ended', async () => {
    const { commit, batch } = handCommit();
    let answered = false;
    const submitted = commit.submit(submission('a')).then(() => (answered = true));
    const { end } = await batch(0);
    expect(answered).toBe(false);
    end();
    await submitted;
    expect(answered).toBe(true);
  });

  it('refuses more than may wait, and tells when there is room again', async () => {
    const { commit, batch } = handCommit();
    const taken = [commit.submit(submission('a', 10)), commit.submit(submission('b', 30))];
    await expect(commit.submit(submission('c'))).rejects.toMatchObject({
      code: 'intake.overloaded',
      kind: 'unavailable',
    });
    expect(await commit.room(5)).toBe(false);
    const room = commit.room(5_000);
    (await batch(0)).end();
    expect(await room).toBe(true);
    expect(commit.waitingLines()).toBe(30);
    (await batch(1)).end();
    await Promise.all(taken);
    await commit.idle();
    expect(commit.waitingLines()).toBe(0);
  });

  it('tells all of a batch when the database is away', async () => {
    const { commit, batch, batches } = handCommit();
    const all = Promise.allSettled([commit.submit(submission('a')), commit.submit(submission('b'))]);
    (await batch(0)).end(new AppError('service.database-unavailable', 'unavailable', 'away'));
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(batches).toHaveLength(1);
  });

  it('lets a submission that breaks the commit fail alone', async () => {
    const { commit, batch } = handCommit();
    const all = Promise.allSettled([commit.submit(submission('a')), commit.submit(submission('b'))]);
    const bug = new Error('a bug');
    (await batch(0)).end(bug);
    (await batch(1)).end(bug);
    (await batch(2)).end();
    expect(await all).toEqual([
      { status: 'rejected', reason: bug },
      { status: 'fulfilled', value: [{ outcome: 'unchanged' }] },
    ]);
  });
});
