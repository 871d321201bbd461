import { Month, newId } from '@yuanqu/domain';
import {
  enterpriseFiguresReported,
  serviceRequestAnswered,
  serviceRequestClosed,
  serviceRequestOpened,
} from '@yuanqu/events';
import { makeTransaction } from '@yuanqu/service-kit';
import type { TestDatabase } from '@yuanqu/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assessmentDatabase } from '../../testing/assessment-database.ts';
import { recorded } from '../../testing/recorded-events.ts';
import { type FiguresEvent, makeApplyFiguresEvents } from '../../usecases/evidence/apply-figures-events.ts';
import { makeApplyDeadlineEvents } from '../../usecases/evidence/apply-deadline-events.ts';
import type { DeadlineEvent } from '../../usecases/evidence/deadline-events.ts';
import { readClosedUntil, recordLateArrivals } from '../late-arrival-store.ts';
import { readDeadlines } from './deadline-query.ts';
import { saveDeadlineSteps } from './deadline-store.ts';
import { readFigureSums } from './figures-query.ts';
import { saveFigures } from './figures-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await assessmentDatabase();
});
afterAll(() => database?.drop());

const month = '2027-01' as Month;
const firms = ['91350100M000100Y43', '91350503M000000000'];
const wanted = {
  month,
  cutoffMs: Month.endMs(month),
  tenants: firms.map((uscc) => ({ park: 'a', uscc })),
};
const closedMonths = { readClosedUntil, recordLateArrivals };
const applyFigures = makeApplyFiguresEvents({ ...closedMonths, saveFigures });
const applyDeadlines = makeApplyDeadlineEvents({ ...closedMonths, saveDeadlineSteps });

const amount = fc.option(fc.bigInt({ min: 0n, max: 10n ** 14n }).map(String), { nil: undefined });
const figures: fc.Arbitrary<FiguresEvent> = fc
  .record({
    uscc: fc.constantFrom(...firms),
    park: fc.constantFrom('a', 'b'),
    month: fc.constantFrom('2026-12', '2027-01'),
    version: fc.integer({ min: 1, max: 4 }),
    outputFen: amount,
    taxFen: amount,
  })
  .map(({ outputFen, taxFen, ...about }) =>
    recorded(enterpriseFiguresReported, {
      subject: `${about.uscc}:${about.park}:${about.month}`,
      revision: about.version,
      data: {
        ...about,
        stage: 'final',
        source: '演示',
        ...(outputFen !== undefined && { outputFen }),
        ...(taxFen !== undefined && { taxFen }),
      },
    }),
  );

/** A request that is answered, asked again, withdrawn: whatever its life, in days of the month. */
const request: fc.Arbitrary<readonly DeadlineEvent[]> = fc
  .tuple(fc.constantFrom('a', 'b'), fc.array(fc.tuple(fc.integer({ min: 1, max: 28 }), fc.nat(2))))
  .map(([park, deeds]) => {
    const subject = newId();
    return deeds.map(([day, what], index): DeadlineEvent => {
      const at = `2027-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;
      const data = { park, category: 'repair' as const, tenant: '演示', answerDueAt: at };
      const envelope = { subject, revision: index + 1, time: new Date(at) };
      if (index === 0 || what === 0)
        return recorded(serviceRequestOpened, { ...envelope, data: { ...data, reopened: 0 } });
      return what === 1
        ? recorded(serviceRequestAnswered, { ...envelope, data: { ...data, inTime: true } })
        : recorded(serviceRequestClosed, { ...envelope, data: { ...data, how: 'withdrawn' } });
    });
  });

/** What is known after these events came in slices of that size, in a transaction that leaves nothing behind. */
async function known(
  reported: readonly FiguresEvent[],
  deeds: readonly DeadlineEvent[],
  size: number,
): Promise<unknown> {
  const undone = new Error('undone');
  let found: unknown;
  await makeTransaction(database.pool)(async (tx) => {
    for (let from = 0; from < reported.length; from += size)
      await applyFigures(tx, reported.slice(from, from + size));
    for (let from = 0; from < deeds.length; from += size)
      await applyDeadlines(tx, deeds.slice(from, from + size));
    found = [await readFigureSums(tx, wanted), await readDeadlines(tx, wanted)];
    throw undone;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return found;
}

it('figures and deadlines end the same in whatever order, slices and repetitions they come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(figures, { maxLength: 12 }),
      fc.array(request, { maxLength: 5 }),
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 5 }),
      async (reported, requests, luck, size) => {
        const deeds = requests.flat();
        const shuffled = <T>(events: readonly T[]): readonly T[] =>
          [...events, ...events]
            .map((event) => ({ event, place: luck.next().value ?? 0 }))
            .toSorted((a, b) => a.place - b.place)
            .map(({ event }) => event);
        expect(await known(shuffled(reported), shuffled(deeds), size)).toEqual(
          await known(reported, deeds, Math.max(1, reported.length, deeds.length)),
        );
      },
    ),
    { numRuns: 60 },
  );
});

it('takes the newest version of each enterprise’s month, and nobody’s figures as none', async () => {
  const told = (uscc: string | undefined, version: number, outputFen?: string) =>
    recorded(enterpriseFiguresReported, {
      subject: String(uscc),
      revision: version,
      data: {
        uscc: uscc ?? '',
        park: 'a',
        month,
        version,
        stage: 'final',
        source: '演示',
        ...(outputFen !== undefined && { outputFen }),
      },
    });
  const [first, second] = firms;
  const [sums] = (await known([told(first, 2, '5'), told(first, 1, '900'), told(second, 1)], [], 1)) as [
    ReadonlyMap<string, object>,
  ];
  expect(sums.get('a')).toEqual({ outputFen: 5n, outputFirms: 1, taxFirms: 0, tenants: 2, reporting: 2 });
  expect(sums.get('b')).toBeUndefined();
});
