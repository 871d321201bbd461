import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import type { StandingUnit } from './standing-unit.ts';
import type { NewPart } from './cut-command.ts';
import { mergeUnits, splitUnit, type UnitCut } from './unit-cut.ts';

const tenant = '91350100M000100Y43';
const at = new Date('2026-11-10T00:00:00Z');
const command = { at, now: new Date('2026-11-11T00:00:00Z'), taken: new Set<string>() };

const aUnit = (fields: Partial<StandingUnit> = {}): StandingUnit => ({
  id: 'old',
  park: 'software',
  subPark: '1',
  building: 'A',
  floor: 3,
  code: 'A-301',
  areaM2: 300.1,
  usage: 'office',
  counts: true,
  since: new Date('2025-01-01T00:00:00Z'),
  demo: false,
  revision: 7,
  factsRevision: 1,
  retiredAt: undefined,
  legalStatus: undefined,
  newest: seen({}),
  ...fields,
});

const seen = (fields: Partial<NonNullable<StandingUnit['newest']>>): NonNullable<StandingUnit['newest']> => ({
  status: 'let',
  uscc: tenant,
  observedAtMs: at.getTime() - 1,
  updateId: 'u1',
  operator: 'op',
  ...fields,
});

const parts = (...areas: readonly number[]): readonly NewPart[] =>
  areas.map((areaM2, index) => ({ id: `new-${index}`, code: `A-301-${index}`, areaM2 }));

const cutOf = (result: UnitCut | AppError): UnitCut => {
  if (result instanceof AppError) throw result;
  return result;
};
const codeOf = (result: UnitCut | AppError): unknown => result instanceof AppError && result.code;

describe('splitUnit', () => {
  it('puts the parts where the whole was, from the instant of the cut, let to whom it was let', () => {
    const cut = cutOf(splitUnit(aUnit(), parts(100.05, 200.05), command));
    expect(cut.parts).toMatchObject([
      { code: 'A-301-0', areaM2: 100.05, floor: 3, building: 'A', usage: 'office', since: at },
      {
        code: 'A-301-1',
        areaM2: 200.05,
        newest: { status: 'let', uscc: tenant, observedAtMs: at.getTime() },
      },
    ]);
  });

  it.each([
    ['areas a hundredth short', aUnit(), parts(100, 200.09), command, 'intake.areas-do-not-add-up'],
    ['an area with three decimals', aUnit(), parts(100.055, 200.045), command, 'area.too-precise'],
    [
      'a code that was in use',
      aUnit(),
      parts(100, 200.1),
      { ...command, taken: new Set(['A-301-1']) },
      'intake.unit-code-taken',
    ],
    [
      'a code that a spreadsheet would reckon with',
      aUnit(),
      [...parts(100), { id: 'new', code: '=1+1', areaM2: 200.1 }],
      command,
      'intake.bad-unit-code',
    ],
    ['one code twice', aUnit(), [...parts(100), ...parts(200.1)], command, 'intake.unit-code-taken'],
    [
      'a cut to come',
      aUnit(),
      parts(100, 200.1),
      { ...command, now: new Date(at.getTime() - 1) },
      'intake.cut-in-future',
    ],
    ['a cut at the unit’s start', aUnit({ since: at }), parts(100, 200.1), command, 'intake.cut-before-unit'],
    [
      'an observation at the cut',
      aUnit({ newest: seen({ observedAtMs: at.getTime() }) }),
      parts(100, 200.1),
      command,
      'intake.cut-before-observation',
    ],
    ['a unit that ended', aUnit({ retiredAt: at }), parts(100, 200.1), command, 'intake.unit-retired'],
  ] as const)('refuses %s', (_what, unit, into, given, code) => {
    expect(codeOf(splitUnit(unit, into, given))).toBe(code);
  });
});

describe('mergeUnits', () => {
  const [into] = parts(600.2) as readonly [NewPart];
  const merge = (other: Partial<StandingUnit>) =>
    mergeUnits([aUnit(), aUnit({ id: 'other', code: 'A-302', ...other })], into, command);

  it('carries on what all units agree on', () => {
    expect(cutOf(merge({ newest: seen({ observedAtMs: 5, updateId: 'u2' }) })).parts[0]).toMatchObject({
      areaM2: 600.2,
      newest: { status: 'let', uscc: tenant },
    });
  });

  it.each([
    ['status', { newest: seen({ status: 'vacant', uscc: undefined }) }],
    ['tenant', { newest: seen({ uscc: '91350500X119990019' }) }],
    ['having been observed', { newest: undefined }],
  ] as const)('leaves the new unit unobserved when the old ones differ in %s', (_what, other) => {
    expect(cutOf(merge(other)).parts[0]?.newest).toBeUndefined();
  });

  it.each([
    ['floors', { floor: 4 }],
    ['usages', { usage: 'shop' }],
    ['buildings', { building: 'B' }],
  ] as const)('refuses units of two %s', (_what, other) => {
    expect(codeOf(merge(other))).toBe('intake.units-not-alike');
  });

  it('undoes a split under a new code', () => {
    const split = cutOf(splitUnit(aUnit(), parts(100.05, 200.05), command));
    const [one, two] = split.parts.map((part) => aUnit({ ...part, revision: 2 }));
    if (!one || !two) throw new Error('a split makes parts');
    const later = { ...command, at: command.now };
    const undone = cutOf(mergeUnits([one, two], { id: 'again', code: 'A-301a', areaM2: 300.1 }, later));
    expect(undone.parts[0]).toMatchObject({ areaM2: 300.1, newest: { status: 'let', uscc: tenant } });
  });
});
