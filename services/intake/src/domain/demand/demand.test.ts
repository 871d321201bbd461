import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '@yuanqu/domain';
import { type Demand, demandDecider, type DemandCommand } from './demand.ts';
import { findPlace, type FreeUnit } from './find-place.ts';
import { matchDemands } from './match-demands.ts';

const unit = (code: string, areaM2: number, place: Partial<FreeUnit> = {}): FreeUnit & { usage: string } => ({
  code,
  areaM2,
  subPark: '1',
  building: 'A',
  floor: 1,
  usage: 'office',
  ...place,
});

describe('a place', () => {
  it('is on one floor, else in one building, else in one sub-park', () => {
    const free = [
      unit('a', 60),
      unit('b', 60),
      unit('c', 100, { floor: 2 }),
      unit('d', 300, { building: 'B' }),
    ];
    expect(findPlace(free, 110).place).toEqual({
      within: 'floor',
      where: 'A/1',
      units: ['a', 'b'],
      areaM2: 120,
    });
    expect(findPlace(free, 200).place).toMatchObject({ within: 'floor', where: 'B/1' });
    expect(findPlace(free, 310).place).toMatchObject({ within: 'sub-park', where: '1' });
    expect(findPlace(free.slice(0, 3), 200).place).toMatchObject({ within: 'building', where: 'A' });
  });

  it('has the least to spare', () => {
    const free = [unit('a', 200), unit('b', 120, { floor: 2 }), unit('c', 130, { floor: 3 })];
    expect(findPlace(free, 115).place?.units).toEqual(['b']);
    expect(findPlace([unit('a', 50), unit('b', 40), unit('c', 10)], 60).place?.units).toEqual(['a', 'c']);
  });

  it('that is missing says how much', () => {
    const free = [unit('a', 60), unit('b', 60, { subPark: '2', building: 'B' })];
    expect(findPlace(free, 100.5)).toEqual({ largestM2: 60, missingM2: 40.5 });
    expect(findPlace([], 10)).toEqual({ largestM2: 0, missingM2: 10 });
  });
});

const anyUnits = fc
  .array(
    fc.record({
      areaM2: fc.integer({ min: 1, max: 500 }),
      subPark: fc.constantFrom('1', '2'),
      floor: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 20 },
  )
  .map((units) =>
    units.map(({ areaM2, subPark, floor }, index) =>
      unit(`u${index}`, areaM2, { subPark, building: `B${subPark}`, floor }),
    ),
  );

it('a place is enough, none of its units could be left out, and there is none only where too little is free', () => {
  fc.assert(
    fc.property(anyUnits, fc.integer({ min: 1, max: 1_500 }), (free, wanted) => {
      const { place, largestM2, missingM2 } = findPlace(free, wanted);
      const chosen = free.filter(({ code }) => place?.units.includes(code));
      const sum = chosen.reduce((total, { areaM2 }) => total + areaM2, 0);
      const isNeeded = ({ areaM2 }: FreeUnit) => sum - areaM2 < wanted;
      const isRight = place
        ? sum === place.areaM2 && sum >= wanted && chosen.every(isNeeded)
        : largestM2 + missingM2 === wanted;
      expect(isRight).toBe(true);
    }),
  );
});

it('offers no unit twice, and nobody is passed over for somebody behind who wants as much or more', () => {
  const anyWaiting = fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 9 })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(anyUnits, anyWaiting, (free, wishes) => {
      const waiting = wishes.map(([areaM2, minute], index) => ({
        id: `d${index}`,
        demand: {
          usage: 'office' as const,
          areaM2,
          queuedAt: `2026-11-27T00:0${minute}:00.000Z`,
          declined: [],
        },
      }));
      const matches = matchDemands(waiting, free);
      const offered = matches.flatMap(({ search }) => search.place?.units ?? []);
      expect(new Set(offered).size).toBe(offered.length);
      const wanted = matches.map(({ id }) => waiting.find((one) => one.id === id)?.demand.areaM2 ?? 0);
      matches.forEach(({ search }, index) => {
        if (search.place) return;
        const better = matches.findIndex(
          (later, at) => at > index && later.search.place && (wanted[at] ?? 0) >= (wanted[index] ?? 0),
        );
        expect(better).toBe(-1);
      });
    }),
  );
});

describe('demands of a group that holds', () => {
  const demand = (areaM2: number, queuedAt = '1') => ({
    usage: 'office' as const,
    areaM2,
    queuedAt,
    declined: [],
  });
  const together = (free: readonly (FreeUnit & { usage: string })[], areas: readonly number[]) =>
    matchDemands(
      areas.map((areaM2, index) => ({ id: `g${index}`, demand: demand(areaM2), group: 'g' })),
      free,
    );

  it('are placed on one floor, else in one building, else in one sub-park', () => {
    const floors = [unit('a', 100), unit('b', 100, { floor: 2 }), unit('c', 100, { floor: 2 })];
    expect(together(floors, [90, 80])).toMatchObject([
      { search: { place: { units: ['c'] } }, together: { demands: 2, within: 'floor', where: 'A/2' } },
      { search: { place: { units: ['b'] } }, together: { within: 'floor' } },
    ]);
    expect(together(floors, [90, 80, 70])[0]).toMatchObject({ together: { within: 'building', where: 'A' } });
    const buildings = [
      unit('a', 100),
      unit('b', 100, { building: 'B' }),
      unit('c', 100, { subPark: '2', building: 'C' }),
    ];
    expect(together(buildings, [90, 80])[0]).toMatchObject({
      together: { within: 'sub-park', where: '1' },
    });
  });

  it('are placed each by itself where no area has room for all, which is said', () => {
    const apart = [unit('a', 100), unit('b', 100, { subPark: '2', building: 'B' })];
    const matches = together(apart, [90, 80]);
    expect(matches.map(({ search }) => search.place?.units)).toEqual([['a'], ['b']]);
    expect(matches[0]?.together).not.toHaveProperty('within');
    expect(matches[0]?.together?.sentence.zh).toContain('分别推荐');
  });

  it('overtake nobody: they have their turn with the last of them', () => {
    const matches = matchDemands(
      [
        { id: 'g0', demand: demand(100, '1'), group: 'g' },
        { id: 'x', demand: demand(100, '2') },
        { id: 'g1', demand: demand(100, '3'), group: 'g' },
      ],
      [unit('a', 100), unit('b', 100)],
    );
    expect(matches.map(({ id, search }) => `${id} ${search.place?.units.join()}`)).toEqual([
      'x b',
      'g0 a',
      'g1 undefined',
    ]);
  });
});

it('a demand is told to be unmet once, and again only after it lost what it was offered', () => {
  const place = { within: 'floor', where: 'A/1', units: ['a'], areaM2: 100 } as const;
  const commands: readonly DemandCommand[] = [
    {
      kind: 'open',
      park: 'p',
      application: 'a',
      applicant: { name: 'n' },
      usage: 'office',
      areaM2: 100,
      queuedAt: '1',
    },
    { kind: 'measure', missingM2: 40, largestM2: 60 },
    { kind: 'measure', missingM2: 40, largestM2: 60 },
    { kind: 'measure', missingM2: 30, largestM2: 70 },
    { kind: 'offer', place },
    { kind: 'lose-offer' },
    { kind: 'measure', missingM2: 30, largestM2: 70 },
  ];
  let demand: Demand | undefined;
  const told: string[] = [];
  for (const command of commands) {
    const facts = demandDecider.decide(demand, command);
    if (facts instanceof AppError) throw facts;
    demand = facts.reduce<Demand | undefined>(demandDecider.evolve, demand);
    told.push(...facts.map(({ kind }) => kind));
  }
  expect(told).toEqual(['opened', 'unmet', 'remeasured', 'offered', 'offer-lost', 'unmet']);
});
