import { newId } from '@yuanqu/domain';
import { fakeClock, type TestDatabase } from '@yuanqu/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assessmentDatabase } from '../testing/assessment-database.ts';
import { readModel } from '../testing/read-model.ts';
import { observed, registered } from '../testing/recorded-events.ts';
import type { Status } from '../domain/occupancy-status.ts';
import type { UnitEvent } from './unit-events.ts';

const units = Array.from({ length: 100 }, () => newId());
const hourMs = 3_600_000;

describe('officials are told when a park crosses a line', () => {
  const clock = fakeClock('2026-11-02T01:00:00Z');
  let database: TestDatabase;
  let model: ReturnType<typeof readModel>;

  beforeEach(async () => {
    clock.set('2026-11-02T01:00:00Z');
    database = await assessmentDatabase();
    model = readModel(database.pool, clock);
  });
  afterEach(() => database.drop());

  const see = (unit: string | undefined, status: Status, ageMs = 1_000): UnitEvent =>
    observed(unit ?? '', status, new Date(clock().getTime() - ageMs).toISOString(), { time: clock() });
  const many = (from: number, to: number, status: Status, ageMs?: number): UnitEvent[] =>
    units.slice(from, to).map((unit) => see(unit, status, ageMs));
  const told = (): string[] =>
    model.published.map(({ definition }) => definition.type.split('.').at(-2) ?? '');

  /** 71 of 100 units let, as a demo or an import leaves it: by observations of last week. */
  const load = async (): Promise<void> => {
    await model.apply(units.map((unit) => registered(unit)));
    await model.lookAgain();
    for (let at = 0; at < 100; at += 20)
      await model.apply([
        ...many(at, Math.min(at + 20, 71), 'let', 170 * hourMs),
        ...many(Math.max(at, 71), at + 20, 'vacant', 170 * hourMs),
      ]);
    await model.lookAgain();
  };

  it('but never while its units and its history are being loaded', async () => {
    await load();
    expect(told()).toEqual([]);
    const { rows } = await database.pool.query('SELECT phase, covered, below FROM park_watch');
    expect(rows).toEqual([{ phase: 'settling', covered: true, below: false }]);
  });

  it('from the first live change on, with the figure it crossed by and the event that made it', async () => {
    await load();
    const first = see(units[1], 'vacant');
    const change = see(units[0], 'vacant');
    await model.apply([first, change]);
    expect(model.published).toMatchObject([
      {
        subject: 'software',
        revision: 1,
        data: { park: 'software', rate: 0.69, target: 0.7, letM2: 6_900, lettableM2: 10_000 },
        context: { causationId: change.id },
      },
    ]);
    expect(told()).toEqual(['occupancy-fell-below-target']);
  });

  it('once, until it is back over the target by the hysteresis', async () => {
    await load();
    await model.apply(many(0, 3, 'vacant'));
    for (let n = 0; n < 3; n += 1) {
      await model.apply([see(units[0], 'let', 900 - n)]);
      await model.apply([see(units[0], 'vacant', 800 - n)]);
    }
    await model.apply(many(0, 3, 'let', 100));
    expect(told()).toEqual(['occupancy-fell-below-target']);
    await model.apply(many(71, 72, 'let', 50));
    expect(told()).toEqual(['occupancy-fell-below-target', 'occupancy-recovered']);
    await model.apply(many(72, 95, 'let', 40));
    expect(told().at(-1)).toBe('nearly-full');
  });

  it('never by what changes the past only', async () => {
    await load();
    await model.apply(many(0, 60, 'vacant', 300 * hourMs));
    await model.sweep();
    expect(told()).toEqual([]);
  });

  it('when many transactions change it at once, as soon as somebody looks again', async () => {
    await load();
    await model.apply([see(units[99], 'let')]); // live from here on
    const slices = Array.from({ length: 10 }, (_, n) => many(n * 3, n * 3 + 3, 'vacant'));
    await Promise.all(slices.map((slice) => model.apply(slice)));
    await model.lookAgain();
    expect(told()).toEqual(['occupancy-fell-below-target']);
    expect((await database.pool.query('SELECT 1 FROM park_due')).rowCount).toBe(0);
  });

  it('once for all that a backlog brings, by the sweep', async () => {
    await load();
    await model.apply([see(units[99], 'let')]);
    const old = many(0, 10, 'vacant', 30 * hourMs);
    clock.advance(26 * hourMs); // what was told is a day old when it is read
    await model.apply(old);
    expect(told()).toEqual([]);
    await model.sweep();
    expect(told()).toEqual(['occupancy-fell-below-target']);
  });
});
