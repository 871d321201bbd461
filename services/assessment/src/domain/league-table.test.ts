import { Month } from '@yuanqu/domain';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import type { ParkEvidence } from './evidence/park-evidence.ts';
import { frozenDocument, leagueTable, type TableBasis } from './league-table.ts';
import type { UnitOutcome } from './park-inputs.ts';
import { pingyang } from './pingyang.sample.ts';
import { thawDocument } from './thaw-document.ts';

const month = '2027-01' as Month;
const cutoffMs = Month.endMs(month);
const codes = ['a', 'b', 'c', 'd', 'e'];

const count = fc.nat(50);
const deadlines = fc.tuple(count, count).map(([inTime, late]) => ({ due: inTime + late, inTime }));
const incidents = fc
  .tuple(fc.nat(3), fc.nat(500))
  .map(([events, each]) => ({ events, points: events * each }));
const fen = fc.option(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 15n }), { nil: undefined });

const evidence: fc.Arbitrary<ParkEvidence> = fc
  .record({ outputFen: fen, taxFen: fen, missing: count, buildings: fc.nat(3), unknown: fc.nat(1) })
  .chain(({ missing, unknown, ...sums }) =>
    fc.record({
      outputFen: fc.constant(sums.outputFen),
      taxFen: fc.constant(sums.taxFen),
      outputFirms: count,
      taxFirms: count,
      reporting: count,
      tenants: count.map((more) => more + missing + 50),
      buildings: fc.constant(sums.buildings + unknown),
      surveyed: fc.constant(sums.buildings),
      landHundredths: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      service: deadlines,
      policy: deadlines,
      tasks: deadlines,
      safety: incidents,
      integrity: incidents,
    }),
  );

const unit: fc.Arbitrary<UnitOutcome> = fc
  .record({
    unitId: fc.uuid(),
    park: fc.constantFrom(...codes),
    area: fc.bigInt({ min: 1n, max: 10n ** 6n }),
    letMs: fc.bigInt({ min: 0n, max: 1_000n }),
    uscc: fc.constantFrom('x', 'y', 'z', undefined),
    sizeClass: fc.constantFrom('large', 'small', undefined),
    industry: fc.constantFrom('6513', '5181', undefined),
    daysAgo: fc.nat(60),
  })
  .map(({ unitId, park, area, letMs, daysAgo, ...tenant }) => ({
    unitId,
    park,
    code: unitId.slice(0, 4),
    building: 'A',
    areaHundredths: area,
    sinceMs: 0,
    letMs,
    lettableMs: 1_000n,
    last: { status: 'let', observedAtMs: cutoffMs - daysAgo * 86_400_000, ...tenant },
  }));

const basis = fc
  .record({
    units: fc.uniqueArray(unit, { selector: ({ unitId }) => unitId, maxLength: 30 }),
    evidence: fc.array(evidence, { minLength: codes.length, maxLength: codes.length }),
    measure: fc.nat(1_000_000),
  })
  .map(
    ({ units, evidence: each, measure }): TableBasis => ({
      month,
      cutoffMs,
      rule: { version: '2027.1', effectiveFrom: month, definition: pingyang },
      parks: codes.map((code) => ({ code, name: code, sinceMs: 0, leadingIndustries: ['65'] })),
      units,
      previous: new Map([
        ['a', { letAreaMs: 1n, lettableAreaMs: 2n, frozenVersion: 1, rank: 2, score: 7_000 }],
      ]),
      evidence: new Map(codes.flatMap((code, index) => (each[index] ? [[code, each[index]]] : []))),
      overrides: new Map([
        ['b', [{ indicator: 'service-in-time', measure, words: '更正', objection: 'id' }]],
      ]),
    }),
  );

const frozen = { version: 1, watermarks: [], unitsSha256: '' };
const bytesOf = (from: TableBasis): string => canonicalJson(frozenDocument(leagueTable(from), frozen));

it('ranks the same however often and in whatever order of its inputs it is reckoned', () => {
  fc.assert(
    fc.property(basis, fc.nat(), (from, turn) => {
      const by = turn % (from.units.length + 1);
      const turned = {
        ...from,
        units: [...from.units.slice(by), ...from.units.slice(0, by)].toReversed(),
        evidence: new Map([...(from.evidence ?? [])].toReversed()),
      };
      expect(bytesOf(turned)).toBe(bytesOf(from));
    }),
  );
});

it('comes out of its frozen document as it went in', () => {
  fc.assert(
    fc.property(basis, (from) => {
      const table = leagueTable(from);
      const bytes = canonicalJson(frozenDocument(table, frozen));
      const thawed = thawDocument(bytes);
      expect(canonicalJson(frozenDocument(thawed.table, frozen))).toBe(bytes);
      expect(thawed.table.scores).toEqual(table.scores);
    }),
  );
});

it('keeps scores between 0 and 100, and ranks in the order of scores', () => {
  fc.assert(
    fc.property(basis, (from) => {
      const ranked = leagueTable(from).scores.filter(({ rank }) => rank !== undefined);
      for (const { score, grade } of ranked) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(10_000);
        expect(grade).toBeDefined();
      }
      const scores = ranked.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }),
  );
});
