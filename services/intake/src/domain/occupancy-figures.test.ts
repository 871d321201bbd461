import { describe, expect, it } from 'vitest';
import { figuresOf, type UnitGroup } from './occupancy-figures.ts';

const group = (status: UnitGroup['status'], units: number, areaM2: number, counts = true): UnitGroup => ({
  status,
  counts,
  units,
  areaCents: areaM2 * 100,
});

describe('occupancy figures', () => {
  it('divide let by lettable, leaving out works, withdrawn units and usages that do not count', () => {
    const figures = figuresOf([
      group('let', 3, 300),
      group('vacant', 1, 50),
      group('reserved', 1, 50),
      group('unobserved', 1, 100),
      group('under-works', 1, 900),
      group('withdrawn', 1, 900),
      group('let', 5, 500, false),
    ]);
    expect(figures).toMatchObject({
      total: { units: 13, areaM2: 2_800 },
      lettable: { units: 6, areaM2: 500 },
      let: { units: 3, areaM2: 300 },
      rateByArea: 0.6,
      rateByNumber: 0.5,
    });
    expect(figures.byStatus.let).toEqual({ units: 8, areaM2: 800 });
  });

  it('have no rate where nothing can be let', () => {
    expect(figuresOf([group('under-works', 1, 10)])).not.toHaveProperty('rateByArea');
  });

  it('round rates to four decimals', () => {
    expect(figuresOf([group('let', 1, 1), group('vacant', 2, 2)]).rateByArea).toBe(0.3333);
  });
});
