import type { Month, Uscc } from '@yuanqu/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownFigures } from '../figures/figures.ts';
import { giveBack, takeOver } from './transfer-figures.ts';

const one = '91350100M000100Y43' as Uscc;
const other = '91440300708461136T' as Uscc;

const figures = (uscc: Uscc, month: number, outputFen: bigint, version = 1): KnownFigures => ({
  uscc,
  park: 'software',
  month: `2026-${String(month).padStart(2, '0')}` as Month,
  version,
  stage: 'final',
  source: '企业自报',
  outputFen,
  revenueFen: undefined,
  taxFen: undefined,
  staff: undefined,
  reason: undefined,
});

/** What counts after new versions. */
const counting = (before: readonly KnownFigures[], entered: readonly KnownFigures[]) => {
  const newest = new Map(before.map((known) => [`${known.uscc} ${known.month}`, known]));
  for (const known of entered) {
    const place = `${known.uscc} ${known.month}`;
    expect(known.version).toBe((newest.get(place)?.version ?? 0) + 1);
    newest.set(place, known);
  }
  return [...newest.values()];
};
const outputs = (some: readonly KnownFigures[], uscc?: Uscc) =>
  some
    .filter((known) => uscc === undefined || known.uscc === uscc)
    .map(({ month, outputFen }) => ({ month, outputFen }))
    .filter(({ outputFen }) => outputFen !== undefined)
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));

const someMonths = fc.uniqueArray(fc.integer({ min: 1, max: 12 }));
const some = (uscc: Uscc, months: readonly number[], fen: bigint) =>
  months.map((month) => figures(uscc, month, fen + BigInt(month), 1 + (month % 3)));

describe('figures of a merger', () => {
  it('count once each, and the one that stays keeps its own', () => {
    fc.assert(
      fc.property(someMonths, someMonths, (ours, theirs) => {
        const [from, into] = [some(one, ours, 100n), some(other, theirs, 200n)];
        const { figures: entered } = takeOver(from, { uscc: other, figures: into }, '同一企业');
        const after = counting([...from, ...into], entered);
        expect(outputs(after, one)).toEqual([]);
        const kept = from.filter(({ month }) => !into.some((known) => known.month === month));
        expect(outputs(after, other)).toEqual(outputs([...into, ...kept]));
      }),
    );
  });

  it('are as before once it is undone', () => {
    fc.assert(
      fc.property(someMonths, someMonths, (ours, theirs) => {
        const [from, into] = [some(one, ours, 100n), some(other, theirs, 200n)];
        const { figures: entered, months } = takeOver(from, { uscc: other, figures: into }, '同一企业');
        const merged = counting([...from, ...into], entered);
        const back = giveBack(
          months,
          {
            uscc: one,
            before: from,
            emptied: merged.filter(({ uscc }) => uscc === one),
            taker: merged.filter(({ uscc }) => uscc === other),
          },
          '误并',
        );
        const after = counting(merged, back);
        expect(outputs(after, one)).toEqual(outputs(from));
        expect(outputs(after, other)).toEqual(outputs(into));
      }),
    );
  });

  it('come back as they were corrected meanwhile', () => {
    const from = [figures(one, 3, 100n)];
    const { months } = takeOver(from, { uscc: other, figures: [] }, '同一企业');
    const emptied = { ...figures(one, 3, 0n, 2), outputFen: undefined };
    const back = giveBack(
      months,
      { uscc: one, before: from, emptied: [emptied], taker: [figures(other, 3, 90n, 2)] },
      '误并',
    );
    expect(back).toMatchObject([
      { uscc: other, version: 3, outputFen: undefined },
      { uscc: one, version: 3, outputFen: 90n },
    ]);
  });
});
