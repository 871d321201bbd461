import { Day } from '@yuanqu/domain';
import { type CaseFile, readCase } from '@yuanqu/service-kit';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isOpen, legalStatusOf, type Tenancy } from '../../domain/tenancies/tenancy.ts';
import { allAtOnce, deskOnDatabase, onRevision } from '../../testing/desk-on-database.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
import { institutionUscc } from '../../testing/updates.ts';
import { tenancyKind } from './tenancy-kind.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(() => intake?.stop());

const unitsPerPark = 4;
const dayMs = 86_400_000;

type Step =
  | { readonly does: 'intend'; readonly units: readonly number[] }
  | { readonly does: 'change'; readonly units: readonly number[]; readonly which: number }
  | { readonly does: 'sign' | 'exit' | 'withdraw' | 'notice' | 'clear-out'; readonly which: number }
  | { readonly does: 'split'; readonly unit: number }
  | { readonly does: 'merge' }
  | { readonly does: 'wait'; readonly days: number };

const which = fc.nat({ max: 5 });
const someUnits = fc.uniqueArray(fc.nat({ max: unitsPerPark + 1 }), { minLength: 1, maxLength: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('intend' as const), units: someUnits }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('sign' as const), which }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('change' as const), units: someUnits, which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('exit' as const, 'withdraw' as const, 'notice' as const, 'clear-out' as const),
      which,
    }),
  },
  fc.record({ does: fc.constant('split' as const), unit: fc.nat({ max: unitsPerPark - 1 }) }),
  fc.record({ does: fc.constant('merge' as const) }),
  fc.record({ does: fc.constant('wait' as const), days: fc.constantFrom(1, 60, 500) }),
);
/** What is in one wave happens at the same time. */
const waves = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 7 });

let runs = 0;

it('whatever is done, several things at once too, no unit is let twice, and each is what its contract says', async () => {
  await fc.assert(
    fc.asyncProperty(waves, async (sequence) => {
      const play = await newPark(`letting-${++runs}`);
      for (const wave of sequence) {
        await play.wave(wave);
        expect(await play.faults()).toEqual([]);
      }
    }),
    // A failure is told by its seed: shrinking it would replay for minutes.
    { numRuns: 50, endOnFailure: true },
  );
});

async function newPark(park: string) {
  const { pool } = intake.database;
  const { units } = await registerTestPark(pool, { code: park, units: unitsPerPark });
  const codes = [...units, `${units[0]}-1`, `${units[0]}-2`, 'M-1'];
  let now = new Date();
  const desk = deskOnDatabase(pool, () => now);
  const known: string[] = [];
  const read = readCase<Tenancy>(pool, tenancyKind.name);
  const codesOf = (indexes: readonly number[]) => indexes.map((index) => codes[index] ?? '');
  const onTenancy = async (index: number) => {
    const file = await read(
      known[index % Math.max(known.length, 1)] ?? '019a4c3f-7d00-7000-8000-000000000000',
    );
    return file && onRevision(file, 'somebody');
  };

  async function take(one: Step): Promise<CaseFile<Tenancy> | undefined> {
    switch (one.does) {
      case 'wait':
        now = new Date(now.getTime() + one.days * dayMs);
        await desk.sweep();
        return undefined;
      case 'intend':
        return desk.enterTenancy.intend(
          {
            park,
            tenant: { uscc: institutionUscc, name: '演示' },
            withoutApplication: { ground: 'state-body', reason: 'r' },
            units: codesOf(one.units),
          },
          { by: 'operator', context: {} },
        );
      case 'split': {
        const unit = codes[one.unit] ?? '';
        const into = [1, 2].map((part) => ({ code: `${unit}-${part}`, areaM2: 50 }));
        await desk.splitUnit({ park, unit, at: now, into, expected: undefined, context: {} });
        return undefined;
      }
      case 'merge': {
        const [, second = '', third = ''] = codes;
        const into = { code: 'M-1', areaM2: 200 };
        await desk.mergeUnits({ park, units: [second, third], at: now, into, context: {} });
        return undefined;
      }
      default: {
        const on = await onTenancy(one.which);
        return on && change(one, on);
      }
    }
  }

  function change(
    one: Extract<Step, { readonly which: number }>,
    on: ReturnType<typeof onRevision>,
  ): Promise<CaseFile<Tenancy>> {
    const today = Day.of(now);
    switch (one.does) {
      case 'sign':
        // Already begun, so that an exit can be in the past.
        return desk.enterTenancy.sign(on, {
          from: Day.plus(today, -30),
          until: Day.plus(today, 400),
          rentFen: '1',
        });
      case 'change':
        return desk.changeTenancy.change(on, { units: codesOf(one.units), reason: 'r' });
      case 'exit':
        return desk.changeTenancy.exit(on, Day.plus(today, -1), 'r');
      case 'withdraw':
        return desk.enterTenancy.withdraw(on, 'r');
      case 'notice':
        return desk.clearOutTenancy.giveNotice(on, 'r', undefined);
      case 'clear-out':
        return desk.clearOutTenancy.clearOut(on);
    }
  }

  return {
    wave: async (steps: readonly Step[]): Promise<void> => {
      const files = await allAtOnce(steps.map((one) => () => take(one)));
      for (const file of files) if (file && !known.includes(file.id)) known.push(file.id);
    },
    faults: () => faultsOf(park),
  };
}

/** What the contracts say, against the register of who holds what and the units' legal states. */
async function faultsOf(park: string): Promise<readonly string[]> {
  const { pool } = intake.database;
  const { rows: files } = await pool.query<{ id: string; state: Tenancy }>(
    `SELECT id, state FROM chassis.case_file WHERE kind = 'tenancy' AND park = $1`,
    [park],
  );
  const { rows: units } = await pool.query<{
    id: string;
    code: string;
    legal: string | null;
    retired: boolean;
    holder: string | null;
  }>(
    `SELECT u.id, u.code, u.legal_status AS legal, u.retired_at IS NOT NULL AS retired, t.tenancy AS holder
     FROM unit u LEFT JOIN unit_tenancy t ON t.unit = u.id WHERE u.park = $1`,
    [park],
  );
  return units.flatMap(({ id, code, legal, retired, holder }) => {
    const holders = files.filter(({ state }) => isOpen(state) && state.units.some((unit) => unit.id === id));
    const [first] = holders;
    const expected = first ? legalStatusOf(first.state) : 'vacant';
    const faults: readonly [boolean, string][] = [
      [holders.length > 1, `${code} is let ${holders.length} times`],
      [holder !== (first?.id ?? null), `${code} is held by ${holder} instead of ${first?.id}`],
      [(legal ?? 'vacant') !== expected, `${code} is ${legal} instead of ${expected}`],
      [retired && first !== undefined, `${code} is let and does not exist any more`],
    ];
    return faults.filter(([isSo]) => isSo).map(([, fault]) => fault);
  });
}
