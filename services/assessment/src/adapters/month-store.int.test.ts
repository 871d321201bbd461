import { Month, newId } from '@yuanqu/domain';
import { unitChanged, unitOccupancyChanged, unitRegistered, unitRetired } from '@yuanqu/events';
import type { TestDatabase } from '@yuanqu/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assessmentDatabase } from '../testing/assessment-database.ts';
import { readModel } from '../testing/read-model.ts';
import { observed, recorded, registered } from '../testing/recorded-events.ts';
import type { Status } from '../domain/occupancy-status.ts';
import { type Observed, stateIntervals, timeOf } from '../domain/unit-time.ts';
import type { UnitEvent } from '../usecases/unit-events.ts';
import { readOutcomes } from './outcome-query.ts';

const units = ['01', '02', '03'].map((n) => `019a4c3f-7d00-7000-8000-0000000000${n}`);
const firstDay = Date.parse('2026-06-20T00:00:00Z');
const days = 100;
const nowMs = firstDay + days * 86_400_000;
const months = Month.between('2026-06' as Month, '2026-09' as Month);

const statuses: readonly Status[] = ['vacant', 'reserved', 'let', 'under-works', 'withdrawn'];
/** Instants on a coarse grid, so that ties between updates happen; midnight in Shanghai is on it. */
const observation = fc.record({
  unit: fc.constantFrom(...units),
  status: fc.constantFrom(...statuses),
  hour: fc.oneof(
    fc.integer({ min: 0, max: days * 24 }),
    fc.integer({ min: 0, max: days * 3 }).map((n) => n * 8),
  ),
  updateId: fc.stringMatching(/^[a-c€𝒳]{1,2}$/u),
});
const retirement = fc.option(fc.integer({ min: 20, max: days }), { nil: undefined });
const sinceDay = fc.integer({ min: 0, max: 40 });
const history = fc.record({
  facts: fc.tuple(
    ...units.map(() =>
      fc.record({ sinceDay, movedSinceDay: fc.option(sinceDay, { nil: undefined }), retirement }),
    ),
  ),
  observations: fc.uniqueArray(observation, {
    minLength: 1,
    maxLength: 60,
    selector: ({ unit, hour, updateId }) => `${unit}/${hour}/${updateId}`,
  }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const day = (n: number): string => new Date(firstDay + n * 86_400_000).toISOString();
const hour = (n: number): string => new Date(firstDay + n * 3_600_000).toISOString();

describe('months, whatever the order in which updates come', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await assessmentDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => clear());

  const clear = async (): Promise<void> => {
    await database.pool.query('TRUNCATE unit, observation, unit_current, unit_month, park_watch');
  };

  /** Everything the read model holds, as bytes. */
  const dump = async (): Promise<string> => {
    const tables = await Promise.all(
      [
        'SELECT * FROM unit ORDER BY id',
        'SELECT unit_id, observed_at, update_id, operator, status FROM observation ORDER BY 1, 2, 3, 4',
        'SELECT * FROM unit_current ORDER BY unit_id',
        'SELECT * FROM unit_month ORDER BY unit_id, month',
      ].map((sql) => database.pool.query<object>(sql)),
    );
    return JSON.stringify(tables.map(({ rows }) => rows));
  };

  const outcomes = async (exact: boolean): Promise<Record<string, string>> => {
    const all: Record<string, string> = {};
    for (const month of months) {
      const cutoffMs = Math.min(Month.endMs(month), nowMs);
      for (const unit of await readOutcomes(database.pool, { month, cutoffMs, exact }))
        all[`${unit.unitId.slice(-2)} ${month}`] = `${unit.letMs} of ${unit.lettableMs}`;
    }
    return all;
  };

  it('end in the same bytes shuffled and tripled as sorted once', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (given, random) => {
        const { apply } = readModel(database.pool);
        const { facts, observations } = eventsOf(given);
        await clear();
        const sorted = observations.toSorted((a, b) => (instantOf(a) < instantOf(b) ? -1 : 1));
        for (const event of [...facts, ...sorted]) await apply([event]);
        const expected = await dump();

        await clear();
        const chaos = interleave(
          facts,
          shuffle([...observations, ...observations, ...observations], random),
          random,
        );
        for (const slice of slicesOf(chaos, random)) await apply(slice);
        expect(await dump()).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('are what the definition says, settled or reckoned from the observations', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (given, random) => {
        const { apply } = readModel(database.pool);
        const { facts, observations } = eventsOf(given);
        await clear();
        for (const slice of slicesOf(interleave(facts, shuffle(observations, random), random), random))
          await apply(slice);
        const expected = defined(given);
        expect(await outcomes(false)).toEqual(expected);
        expect(await outcomes(true)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('go on from what is settled when updates come in order', async () => {
    const { apply } = readModel(database.pool);
    const [unit = newId()] = units;
    await apply([registered(unit)]);
    await apply([observed(unit, 'let', '2026-09-01T00:00:00.000Z')]);
    await apply([observed(unit, 'vacant', '2026-09-02T00:00:00.000Z')]);
    const { rows } = await database.pool.query('SELECT month, let_ms, lettable_ms FROM unit_month');
    expect(rows).toEqual([
      { month: '2026-09', let_ms: '86400000', lettable_ms: String(86_400_000 + 8 * 3_600_000) },
    ]);
  });
});

function eventsOf({ facts, observations }: History): { facts: UnitEvent[]; observations: UnitEvent[] } {
  return {
    facts: facts.flatMap(({ sinceDay, movedSinceDay, retirement }, index) => {
      const id = units[index] ?? '';
      const first = registered(id, { since: day(sinceDay) });
      if (first.type !== unitRegistered.type) return [];
      const events: UnitEvent[] = [first];
      if (movedSinceDay !== undefined)
        events.push(
          recorded(unitChanged, {
            subject: id,
            revision: 2,
            data: { ...first.data, since: day(movedSinceDay) },
          }),
        );
      if (retirement !== undefined)
        events.push(
          recorded(unitRetired, {
            subject: id,
            revision: 3,
            data: { park: 'software', unit: 'x', at: day(retirement), because: 'closed', into: [] },
          }),
        );
      return events;
    }),
    observations: observations.map(({ unit, status, hour: n, updateId }) =>
      observed(unit, status, hour(n), { updateId }),
    ),
  };
}

/** The figures by the domain's definition, without any database. */
function defined({ facts, observations }: History): Record<string, string> {
  const all: Record<string, string> = {};
  units.forEach((unit, index) => {
    const fact = facts[index];
    const lifetime = {
      sinceMs: firstDay + (fact?.movedSinceDay ?? fact?.sinceDay ?? 0) * 86_400_000,
      retiredAtMs: fact?.retirement === undefined ? undefined : firstDay + fact.retirement * 86_400_000,
    };
    const seen = observations
      .filter((o) => o.unit === unit)
      .map(
        ({ hour: n, status, updateId }): Observed => ({
          status,
          updateId,
          operator: 'x',
          observedAtMs: firstDay + n * 3_600_000,
        }),
      );
    for (const month of months) {
      const span = { fromMs: Month.startMs(month), toMs: Math.min(Month.endMs(month), nowMs) };
      const intervals = stateIntervals(lifetime, seen, span);
      const { letMs, lettableMs } = timeOf(intervals);
      if (intervals.length > 0) all[`${unit.slice(-2)} ${month}`] = `${letMs} of ${lettableMs}`;
    }
  });
  return all;
}

const instantOf = (event: UnitEvent): string =>
  event.type === unitOccupancyChanged.type ? event.data.observedAt + event.data.updateId : '';

const next = (random: Iterator<number>): number => random.next().value as number;

function shuffle<T>(items: readonly T[], random: Iterator<number>): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = next(random) % (i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}

/** Facts keep their own order, as the log does; where they fall among the observations is chance. */
function interleave<T>(inOrder: readonly T[], others: readonly T[], random: Iterator<number>): T[] {
  const merged = [...others];
  let from = 0;
  for (const item of inOrder) {
    from += next(random) % (merged.length - from + 1);
    merged.splice(from, 0, item);
    from += 1;
  }
  return merged;
}

function slicesOf<T>(items: readonly T[], random: Iterator<number>): T[][] {
  const slices: T[][] = [];
  for (let at = 0; at < items.length; ) {
    const length = 1 + (next(random) % 25);
    slices.push(items.slice(at, at + length));
    at += length;
  }
  return slices;
}
