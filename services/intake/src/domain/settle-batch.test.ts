import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contract } from './authority.ts';
import { isNewer, type Observation } from './observation.ts';
import { observableAt } from './observable-time.ts';
import { occupancyStatuses } from './occupancy-status.ts';
import { type BatchLine, settleBatch, unitKey, updateKey } from './settle-batch.ts';
import type { ObservedUnit, Settlement } from './settle-update.ts';

const nowMs = Date.parse('2026-11-23T12:00:00Z');
const dayMs = 86_400_000;
const units = ['A-1', 'A-2', 'A-3'];
const contract: Contract = { operator: 'op', park: 'p', fromMs: nowMs - 20 * dayMs, untilMs: undefined };

/** What a database would keep. */
interface Kept {
  readonly units: Map<string, ObservedUnit>;
  readonly settled: Map<string, string>;
  readonly history: Map<string, Observation[]>;
}

const nothingKept = (): Kept => ({
  units: new Map(
    units.map((code) => [
      unitKey('p', code),
      { id: code, sinceMs: 0, retiredAtMs: undefined, revision: 1, newest: undefined },
    ]),
  ),
  settled: new Map(),
  history: new Map(),
});

/** Settles the lines in portions and keeps what comes of them. */
function run(
  portions: readonly (readonly BatchLine[])[],
): Kept & { readonly settlements: readonly Settlement[] } {
  const kept = nothingKept();
  const settlements = portions.flatMap((lines) => {
    const batch = settleBatch(lines, {
      time: observableAt(nowMs),
      units: kept.units,
      contracts: new Map([['op', [contract]]]),
      settled: kept.settled,
      enterprises: new Map(),
    });
    for (const { id, revision, shown } of batch.units) {
      const unit = kept.units.get(unitKey('p', id));
      if (unit) kept.units.set(unitKey('p', id), { ...unit, revision, newest: shown ?? unit.newest });
    }
    for (const { line, unitId, observation } of batch.entries) {
      kept.settled.set(updateKey('op', line.update.updateId), line.contentHash);
      kept.history.set(unitId, [...(kept.history.get(unitId) ?? []), observation]);
    }
    return batch.settlements;
  });
  return { ...kept, settlements };
}

/** Some before the contract, some ahead of time, many at the same instant. */
const observedAt = fc.constantFrom(-30, -3, -2, -1, 0, 3).map((days) => nowMs + days * dayMs);
const line = fc
  .record({
    updateId: fc.string({ minLength: 1, maxLength: 3 }),
    unit: fc.constantFrom(...units, 'unknown'),
    status: fc.constantFrom(...occupancyStatuses),
    observedAtMs: observedAt,
  })
  .map(
    (fields): BatchLine => ({
      sender: { operator: 'op', parks: '*' },
      update: { ...fields, park: 'p', uscc: undefined },
      contentHash: JSON.stringify(fields),
    }),
  );
const distinctLines = fc.uniqueArray(line, { selector: ({ update }) => update.updateId, maxLength: 30 });

/** The lines in any order, each once or more often, cut into portions anywhere. */
const anyDelivery = distinctLines.chain((lines) =>
  fc.tuple(
    fc.constant(lines),
    fc
      .array(fc.nat(Math.max(0, lines.length - 1)), { maxLength: 60 })
      .chain((extra) => {
        const all = lines.length === 0 ? [] : [...lines, ...extra.map((index) => lines[index] ?? lines[0])];
        return fc.shuffledSubarray(all, { minLength: all.length });
      })
      .chain((shuffled) =>
        fc.array(fc.nat(shuffled.length), { maxLength: 5 }).map((cuts) => portionsOf(shuffled, cuts)),
      ),
  ),
);

function portionsOf<T>(
  items: readonly (T | undefined)[],
  cuts: readonly number[],
): readonly (readonly T[])[] {
  const bounds = [0, ...cuts.toSorted((one, other) => one - other), items.length];
  return bounds
    .slice(1)
    .map((end, index) => items.slice(bounds[index], end).filter((item): item is T => item !== undefined));
}

const sortedHistory = ({ history }: Kept): ReadonlyMap<string, readonly Observation[]> =>
  new Map(
    [...history].map(([unit, list]) => [unit, list.toSorted((one, other) => (isNewer(one, other) ? 1 : -1))]),
  );

describe('settling lines in batches', () => {
  it('ends in the same state whatever the order, the repetitions and the cuts', () => {
    fc.assert(
      fc.property(anyDelivery, ([lines, portions]) => {
        const once = run([lines]);
        const delivered = run(portions);
        expect(delivered.units).toEqual(once.units);
        expect(delivered.settled).toEqual(once.settled);
        expect(sortedHistory(delivered)).toEqual(sortedHistory(once));
      }),
    );
  });

  it('shows the newest observation of the history', () => {
    fc.assert(
      fc.property(anyDelivery, ([, portions]) => {
        const kept = run(portions);
        for (const unit of kept.units.values())
          expect(unit.newest).toEqual(sortedHistory(kept).get(unit.id)?.at(-1));
      }),
    );
  });

  it('counts a revision for every observation and takes each update once', () => {
    fc.assert(
      fc.property(anyDelivery, ([lines, portions]) => {
        const { units: after, history, settlements } = run(portions);
        const observed = settlements.filter((settlement) => 'observation' in settlement).length;
        const entries = [...history.values()].flat();
        expect(observed).toBe(entries.length);
        expect([...after.values()].reduce((sum, { revision }) => sum + revision - 1, 0)).toBe(entries.length);
        expect(new Set(entries.map(({ updateId }) => updateId)).size).toBe(entries.length);
        expect(entries.length).toBeLessThanOrEqual(lines.length);
      }),
    );
  });

  it('leaves no trace of a rejected line: what was settled without it is the same', () => {
    fc.assert(
      fc.property(distinctLines, (lines) => {
        const { settlements, units: after, settled } = run([lines]);
        const taken = lines.filter((_, index) => settlements[index]?.outcome !== 'rejected');
        const without = run([taken]);
        expect(without.units).toEqual(after);
        expect(without.settled).toEqual(settled);
      }),
    );
  });

  it('rejects an id that comes again with another content in the same batch, and takes it after the first was refused', () => {
    const at = (unit: string, status: 'vacant' | 'reserved'): BatchLine => ({
      sender: { operator: 'op', parks: '*' },
      update: { updateId: 'same', park: 'p', unit, status, uscc: undefined, observedAtMs: nowMs },
      contentHash: `${unit} ${status}`,
    });
    const outcomes = (lines: readonly BatchLine[]) =>
      run([lines]).settlements.map((settlement) =>
        'code' in settlement ? settlement.code : settlement.outcome,
      );
    expect(outcomes([at('A-1', 'vacant'), at('A-1', 'reserved'), at('A-1', 'vacant')])).toEqual([
      'accepted',
      'intake.update-id-reused',
      'unchanged',
    ]);
    expect(outcomes([at('unknown', 'vacant'), at('A-2', 'vacant')])).toEqual([
      'intake.unknown-unit',
      'accepted',
    ]);
  });
});
