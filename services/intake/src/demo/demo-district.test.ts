import { Uscc } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { demoDistrict } from './demo-district.ts';

const nowMs = Date.parse('2026-11-23T12:00:00Z');
const district = demoDistrict(nowMs);

/** The last status that was reported of each unit of a park. */
const lastStatuses = (park: number): ReadonlyMap<string, string> =>
  new Map(district.updates[park]?.updates.map(({ unit, status }) => [unit, status]));

describe('the demo district', () => {
  it('is the same for the same instant', () => {
    expect(demoDistrict(nowMs)).toEqual(district);
  });

  it('has the ten parks of the source and at least 3,000 units', () => {
    expect(district.estates.map(({ park }) => park.code)).toEqual([
      'software',
      'ip',
      'construction',
      'ecommerce',
      'hr',
      'decoration',
      'legal',
      'design',
      'smartmaking',
      'digital',
    ]);
    expect(district.estates.flatMap(({ units }) => units).length).toBeGreaterThanOrEqual(3_000);
  });

  it('lets 71.82 % of the software park’s lettable area, as published', () => {
    const statuses = lastStatuses(0);
    const lettable = (district.estates[0]?.units ?? []).filter(
      ({ code, counts }) => counts && !['under-works', 'withdrawn'].includes(statuses.get(code) ?? ''),
    );
    const cents = (units: typeof lettable): number =>
      units.reduce((sum, { areaM2 }) => sum + Math.round(areaM2 * 100), 0);
    const taken = lettable.filter(({ code }) => statuses.get(code) === 'let');
    expect(Math.round((cents(taken) / cents(lettable)) * 10_000) / 10_000).toBe(0.7182);
  });

  it('has 150 tenants in the construction park, as published', () => {
    const last = new Map(district.updates[2]?.updates.map((update) => [update.unit, update]));
    const tenants = [...last.values()].filter(({ status }) => status === 'let').map(({ uscc }) => uscc);
    expect(new Set(tenants).size).toBe(150);
  });

  it('gives every tenant a valid code and a name of its own that says it is invented', () => {
    const { enterprises } = district;
    expect(enterprises.filter(({ uscc }) => !Uscc.is(uscc))).toEqual([]);
    expect(new Set(enterprises.map(({ uscc }) => uscc)).size).toBe(enterprises.length);
    expect(new Set(enterprises.map(({ name }) => name)).size).toBe(enterprises.length);
    expect(enterprises.filter(({ name, demo }) => !demo || !name.startsWith('演示'))).toEqual([]);
  });

  it('marks what is invented and keeps the published names of sub-parks', () => {
    const legal = district.estates[6]?.park;
    expect(legal?.subParks.map(({ name, demo }) => [name, demo])).toEqual([
      ['领SHOW东区法务综合产业园', false],
      ['东海泰禾中心', false],
      ['东海香缤中心', false],
    ]);
    const invented = district.estates.flatMap(({ park }) => [
      ...park.subParks,
      ...park.buildings,
      ...park.plots,
    ]);
    expect(invented.filter(({ demo, name }) => demo !== name.startsWith('演示'))).toEqual([]);
  });

  it('observes every unit, in the order of time, within its life and never ahead of time', () => {
    for (const [index, { units }] of district.estates.entries()) {
      const updates = district.updates[index]?.updates ?? [];
      expect(new Set(updates.map(({ unit }) => unit)).size).toBe(units.length);
      const instants = updates.map(({ observedAtMs }) => observedAtMs);
      expect(instants).toEqual(instants.toSorted((one, other) => one - other));
      expect(instants.at(-1)).toBeLessThanOrEqual(nowMs);
      expect(instants[0]).toBeGreaterThanOrEqual(units[0]?.since.getTime() ?? 0);
    }
  });
});
