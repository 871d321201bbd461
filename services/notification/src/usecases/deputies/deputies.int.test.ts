import { randomUUID } from 'node:crypto';
import { type AppError, newId } from '@yuanqu/domain';
import { eventually } from '@yuanqu/testing';
import { workingCalendar } from '@yuanqu/domain';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCloseObligation } from '../../adapters/acknowledgement/obligation-store.ts';
import { makeAbsenceStore } from '../../adapters/deputies/absence-store.ts';
import { anAccount, aShortfall } from '../../testing/events.ts';
import { drainOf } from '../../testing/drained-ledger.ts';
import { deliveringTo } from '../../testing/fanned-out.ts';
import { notificationDatabase, type NotificationDatabase } from '../../testing/notification-database.ts';
import type { ClaimedDelivery } from '../deliver.ts';
import type { Drain } from '../drain-deliveries.ts';
import { makeAddAbsence, makeEndAbsence } from './change-absences.ts';

let database: NotificationDatabase;
let drain: Drain | undefined;
beforeAll(async () => {
  database = await notificationDatabase();
});
afterAll(() => database?.drop());
beforeEach(() =>
  database.pool.query(
    'TRUNCATE official, address, notice, message, delivery, absence, obligation, obligation_line',
  ),
);
afterEach(() => drain?.stop());

const [away, deputy, second, leader] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const deliver = (...slice: Parameters<ReturnType<typeof deliveringTo>>[0]): Promise<void> =>
  deliveringTo(database)(slice);
const everybody = (): Promise<void> =>
  deliver(
    anAccount(away, { username: 'away', name: '甲' }),
    anAccount(deputy, { username: 'deputy', name: '乙', parks: ['software', 'ip'] }),
    anAccount(second, { username: 'second', name: '丙', parks: '*' }),
    anAccount(leader, { username: 'leader', name: '丁', roles: ['district-leader'], parks: '*' }),
  );
const changing = () => ({
  transaction: database.inTransaction,
  absences: makeAbsenceStore(database.pool),
  audit: async () => {},
  clock: () => new Date(),
});
const inHours = (n: number): Date => new Date(Date.now() + n * 3_600_000);
const isAway = (person: string, by: string, from = -1, until = 24) =>
  makeAddAbsence(changing())(person, { deputy: by, from: inHours(from), until: inHours(until) });
const told = async (): Promise<Record<string, readonly string[] | null>> => {
  const { rows } = await database.pool.query<{ username: string; behalf: string[] | null }>(
    `SELECT username, (SELECT array_agg(username ORDER BY username) FROM official AS absent
                       WHERE absent.id = ANY (on_behalf_of)) AS behalf
     FROM message JOIN official ON id = official_id`,
  );
  expect(new Set(rows.map(({ username }) => username)).size).toBe(rows.length);
  return Object.fromEntries(rows.map(({ username, behalf }) => [username, behalf]));
};
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as AppError).code,
  );

describe('a deputy', () => {
  it('is told during the absence what the person is told, marked for whom, in the park of the person alone', async () => {
    await deliver(
      anAccount(away, { username: 'away', roles: ['park-operator'] }),
      anAccount(deputy, { username: 'deputy', roles: ['park-operator'], parks: ['software', 'ip'] }),
    );
    await isAway(away, deputy);
    await deliver(aShortfall());
    expect(await told()).toEqual({ away: null, deputy: ['away'] });
  });

  it('who is told anyway is told once, and reads for whom besides', async () => {
    await everybody();
    await isAway(away, deputy);
    await deliver(aShortfall());
    expect(await told()).toMatchObject({ away: null, deputy: ['away'], second: null });
    const sent: ClaimedDelivery[] = [];
    drain = drainOf(database, 'email', async (delivery) => {
      sent.push(delivery);
      return { kind: 'delivered' };
    });
    drain.start();
    await eventually(() => sent.length === 3);
    expect(sent.map(({ officialId, onBehalfOf }) => [officialId, onBehalfOf])).toContainEqual([
      deputy,
      ['甲'],
    ]);
    expect(sent.find(({ officialId }) => officialId === deputy)?.wording.title).toMatch(/^【代甲】【预警】/);
  });

  it('who is away too is followed to the next, each once', async () => {
    await everybody();
    await isAway(away, deputy);
    await isAway(deputy, second);
    await deliver(aShortfall());
    expect(await told()).toMatchObject({ away: null, deputy: ['away'], second: ['away', 'deputy'] });
  });

  it('is not told outside the absence, nor of what their role or scope does not reach any more', async () => {
    await everybody();
    await isAway(away, deputy, 2, 4);
    await deliver(aShortfall());
    expect(await told()).toMatchObject({ deputy: null });
    await database.pool.query('TRUNCATE notice, message, delivery, absence');
    await isAway(away, deputy);
    await deliver(anAccount(deputy, { username: 'deputy', roles: ['assessor'] }, { revision: 2 }));
    await deliver(aShortfall());
    expect(Object.keys(await told())).not.toContain('deputy');
  });

  it('of a neighbouring role is told for somebody who holds theirs alone, and no longer when somebody else does', async () => {
    const office = randomUUID();
    await deliver(
      anAccount(away, { username: 'away' }),
      anAccount(office, { username: 'office', roles: ['leading-group-office'], parks: '*' }),
    );
    await isAway(away, office);
    await deliver(aShortfall());
    expect(await told()).toMatchObject({ away: null, office: ['away'] });
    await database.pool.query('TRUNCATE notice, message, delivery, obligation, obligation_line');
    await deliver(anAccount(deputy, { username: 'deputy' }));
    await deliver(aShortfall());
    const after = await told();
    expect(after).toMatchObject({ away: null, deputy: null });
    expect(after['office'] ?? null).toBeNull();
  });

  it('acknowledges for the person whose turn it is', async () => {
    await everybody();
    const absentOwner = randomUUID();
    await deliver(anAccount(absentOwner, { username: 'operator', roles: ['park-operator'] }));
    const stand = randomUUID();
    await deliver(anAccount(stand, { username: 'stand-in', roles: ['park-operator'] }));
    await isAway(absentOwner, stand);
    const event = aShortfall();
    await deliver(event);
    await database.pool.query('UPDATE obligation SET owner_id = $1, roles = $2', [absentOwner, ['nobody']]);
    await database.inTransaction((tx) =>
      makeCloseObligation(workingCalendar())(tx, event.id, leader, new Date()),
    );
    expect((await database.pool.query('SELECT FROM obligation WHERE acknowledged_at IS NULL')).rowCount).toBe(
      1,
    );
    await database.inTransaction((tx) =>
      makeCloseObligation(workingCalendar())(tx, event.id, stand, new Date()),
    );
    expect((await database.pool.query('SELECT FROM obligation WHERE acknowledged_at IS NULL')).rowCount).toBe(
      0,
    );
  });
});

describe('an absence', () => {
  it('is refused with what the deputy lacks, with overlaps and with loops', async () => {
    await everybody();
    await expect(isAway(second, deputy)).rejects.toThrow('does not reach the whole district');
    await expect(isAway(away, leader)).rejects.toThrow('lacks the role task-force');
    expect(await codeOf(isAway(away, away))).toBe('notification.unsuitable-deputy');
    expect(await codeOf(isAway(away, newId()))).toBe('notification.unknown-deputy');
    expect(await codeOf(isAway(away, deputy, 2, 1))).toBe('notification.invalid-absence');
    expect(await codeOf(isAway(away, deputy, -9, -1))).toBe('notification.invalid-absence');
    expect(await codeOf(isAway(away, deputy, 0, 24 * 400))).toBe('notification.invalid-absence');
    await isAway(away, deputy);
    expect(await codeOf(isAway(away, second, 3, 5))).toBe('notification.absence-overlaps');
    await deliver(anAccount(away, { username: 'away', parks: '*' }, { revision: 2 }));
    await isAway(deputy, second);
    await expect(isAway(second, away)).rejects.toThrow('second → away → deputy → second');
  });

  it('of two that would make a loop together, entered at the same time, is refused once', async () => {
    await everybody();
    await deliver(anAccount(second, { username: 'second', parks: ['software'] }, { revision: 2 }));
    const codes = await Promise.all([codeOf(isAway(away, second)), codeOf(isAway(second, away))]);
    expect(codes.toSorted()).toEqual(['done', 'notification.deputy-loop']);
  });

  it('ends when the person is back, and frees the time', async () => {
    await everybody();
    const { id } = await isAway(away, deputy);
    expect(await codeOf(makeEndAbsence(changing())(deputy, id))).toBe('notification.unknown-absence');
    await makeEndAbsence(changing())(away, id);
    expect(await codeOf(makeEndAbsence(changing())(away, id))).toBe('notification.unknown-absence');
    await deliver(aShortfall());
    expect(await told()).toMatchObject({ deputy: null });
    await isAway(away, deputy);
  });
});
