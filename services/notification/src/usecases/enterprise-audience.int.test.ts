import { randomUUID } from 'node:crypto';
import { applicationReturned, type NewEvent, newEvent, taskOpened } from '@yuanqu/events';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anAccount } from '../testing/events.ts';
import { deliveringTo } from '../testing/fanned-out.ts';
import { notificationDatabase, type NotificationDatabase } from '../testing/notification-database.ts';

let database: NotificationDatabase;
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => database.pool.query('TRUNCATE official, address, notice, message, delivery, absence'));

const deliver = (...slice: NewEvent[]): Promise<void> => deliveringTo(database)(slice);
const [mine, other] = ['91350503DEM000005K', '91350100M000100Y43'] as const;
const anEnterprise = (id: string, enterprise: string, revision = 1): NewEvent =>
  anAccount(id, { roles: ['enterprise'], parks: [], enterprise, username: `firm-${id}` }, { revision });
const aReturn = (uscc?: string): NewEvent =>
  newEvent(applicationReturned, {
    subject: randomUUID(),
    revision: 4,
    time: new Date(),
    data: {
      park: 'software',
      applicant: '演示企业',
      ...(uscc !== undefined && { uscc }),
      industry: '6513',
      usage: 'office',
      areaM2: 300,
      reason: '请补充材料',
    },
  });
const toldOf = async ({ id }: NewEvent): Promise<readonly string[]> =>
  (
    await database.pool.query<{ official_id: string }>(
      `SELECT official_id FROM message JOIN official ON official.id = official_id
       WHERE event_id = $1 AND 'enterprise' = ANY (roles) ORDER BY 1`,
      [id],
    )
  ).rows.map(({ official_id }) => official_id);

describe('an enterprise', () => {
  it('is told of its own application, and no other enterprise is, nor anybody of one without a credit code', async () => {
    const [ours, theirs] = [randomUUID(), randomUUID()];
    await deliver(anEnterprise(ours, mine), anEnterprise(theirs, other));
    const [own, others, nobodys] = [aReturn(mine), aReturn(other), aReturn()];
    await deliver(own, others, nobodys);
    expect(await toldOf(own)).toEqual([ours]);
    expect(await toldOf(others)).toEqual([theirs]);
    expect(await toldOf(nobodys)).toEqual([]);
  });

  it('is told nothing of another one whatever rules, parks and deputies there are', async () => {
    await database.pool.query(
      `INSERT INTO rule (id, event_type, min_severity, role, channels, changed_by)
       SELECT gen_random_uuid(), 'cn.yuanqu.intake.task.opened', 'info', 'enterprise', '{in-app}', 'test' ON CONFLICT DO NOTHING`,
    );
    const account = fc.record({
      enterprise: fc.constantFrom(mine, other),
      parks: fc.constantFrom<'*' | string[]>('*', [], ['software']),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(account, { minLength: 2, maxLength: 4 }), async (accounts) => {
        await database.pool.query('TRUNCATE official, notice, message, delivery, absence');
        const people = accounts.map((one) => ({ ...one, id: randomUUID() }));
        await deliver(
          ...people.map(({ id, enterprise, parks }) =>
            anAccount(id, { roles: ['enterprise'], parks, enterprise, username: `firm-${id}` }),
          ),
        );
        await database.pool.query(
          `INSERT INTO absence (id, official_id, deputy_id, starts_at, ends_at)
           VALUES (gen_random_uuid(), $1, $2, now() - interval '1 day', now() + interval '1 day')`,
          [people[0]?.id, people[1]?.id],
        );
        const own = aReturn(mine);
        const task = newEvent(taskOpened, {
          subject: randomUUID(),
          revision: 1,
          time: new Date(),
          data: {
            kind: 'complete-enterprise',
            park: 'software',
            about: mine,
            dueAt: new Date().toISOString(),
          },
        });
        await deliver(own, task);
        const ours = people.filter(({ enterprise }) => enterprise === mine).map(({ id }) => id);
        expect(await toldOf(own)).toEqual(ours.toSorted());
        expect(await toldOf(task)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('whose account became known without its code is told once the account is told again', async () => {
    const id = randomUUID();
    await deliver(anAccount(id, { roles: ['enterprise'], parks: [], username: 'firm' }));
    const before = aReturn(mine);
    await deliver(before);
    expect(await toldOf(before)).toEqual([]);
    await deliver(anEnterprise(id, mine));
    const after = aReturn(mine);
    await deliver(after);
    expect(await toldOf(after)).toEqual([id]);
  });
});
