import { Day } from '@yuanqu/domain';
import { type CaseFile, everyCase, listCases, readCase } from '@yuanqu/service-kit';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { monthNumbers } from '../../domain/incentive-claims/claim-period.ts';
import {
  holdsMonths,
  type IncentiveClaim,
  openClaimStatuses,
} from '../../domain/incentive-claims/incentive-claim.ts';
import type { Incentive } from '../../domain/policies/policy-definition.ts';
import { isOpen, type Tenancy } from '../../domain/tenancies/tenancy.ts';
import { allAtOnce, deskOnDatabase, onRevision } from '../../testing/desk-on-database.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
import { institutionUscc } from '../../testing/updates.ts';
import { tenancyKind } from '../tenancies/tenancy-kind.ts';
import { incentiveClaimKind } from './incentive-claim-kind.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(() => intake?.stop());

const dayMs = 86_400_000;
const most = 6;
const common = { zh: '演示', en: 'demo', proof: '发票' };
const incentives: readonly Incentive[] = [
  { ...common, code: 'rent', kind: 'rent-relief', rentSharePercent: 50, months: most },
  { ...common, code: 'start', kind: 'subsidy', amountFen: '1000', months: 2 },
];

const deeds = ['check', 'grant', 'revocation', 'revoke', 'keep', 'refuse', 'withdraw'] as const;
type Step =
  | {
      readonly does: 'claim';
      readonly incentive: number;
      readonly version: number;
      readonly firstMonth: number;
      readonly months: number;
      /** Who checks it at once, so that there is something to grant. */
      readonly checker: string | null;
    }
  | { readonly does: (typeof deeds)[number]; readonly which: number; readonly by: string }
  | { readonly does: 'change rent' | 'wait' | 'end' };

const person = fc.constantFrom('tenant', 'ann', 'bob', 'eve', 'eve');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('claim' as const),
      incentive: fc.nat({ max: 1 }),
      version: fc.nat({ max: 1 }),
      firstMonth: fc.integer({ min: 1, max: 5 }),
      months: fc.integer({ min: 1, max: 4 }),
      checker: fc.option(fc.constantFrom('ann', 'bob'), { freq: 6 }),
    }),
  },
  {
    weight: 14,
    arbitrary: fc.record({
      does: fc.constantFrom(...deeds, ...Array.from({ length: 6 }, () => 'grant' as const)),
      which: fc.nat({ max: 7 }),
      by: person,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('change rent' as const, 'wait' as const) }) },
);
/** What is in one wave happens at the same time; the tenancy may end beside the last one. */
const waves = fc.record({
  sequence: fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 4, maxLength: 12 }),
  last: fc.array(step, { maxLength: 4 }),
  ends: fc.boolean(),
});

let runs = 0;
let grantsSeen = 0;

it('whatever is done, several things at once too, no month is granted twice, none too many, and every grant is somebody else’s', async () => {
  await fc.assert(
    fc.asyncProperty(waves, async ({ sequence, last, ends }) => {
      const play = await newTenancy(`granting-${++runs}`);
      const end: readonly Step[] = ends ? [{ does: 'end' }] : [];
      for (const wave of [...sequence, last.concat(end)]) {
        await play.wave(wave);
        expect(await play.faults()).toEqual([]);
      }
    }),
    // A failure is told by its seed: shrinking it would replay for minutes.
    { numRuns: 40, endOnFailure: true },
  );
  expect(grantsSeen).toBeGreaterThan(10);
});

async function newTenancy(park: string) {
  const { pool } = intake.database;
  const { units } = await registerTestPark(pool, { code: park, units: 1 });
  let now = new Date();
  const desk = deskOnDatabase(pool, () => now);
  const someone = { by: 'operator', context: {} };
  const today = Day.of(now);
  const policies = await Promise.all(['1', '2'].map((version) => publish(version)));
  const tenant = { uscc: institutionUscc, name: '演示' };
  const withoutApplication = { ground: 'state-body', reason: 'r' } as const;
  const intended = await desk.enterTenancy.intend({ park, tenant, withoutApplication, units }, someone);
  const terms = { from: today, until: Day.plus(today, 900), rentFen: '4500' };
  const tenancy = await desk.enterTenancy.sign(onRevision(intended, 'operator'), terms);
  const known: string[] = [];
  const read = readCase<IncentiveClaim>(pool, incentiveClaimKind.name);
  const readTenancy = readCase<Tenancy>(pool, tenancyKind.name);

  async function publish(version: string): Promise<string> {
    const definition = { admission: [], incentives: [...incentives] };
    const content = { park, version, effectiveFrom: today, definition };
    const drafted = await desk.policies.draft(content, { by: 'ann', context: {} });
    return (await desk.policies.publish(onRevision(drafted, 'bob'))).id;
  }

  async function take(one: Step): Promise<CaseFile<IncentiveClaim> | undefined> {
    switch (one.does) {
      case 'wait':
        now = new Date(now.getTime() + 5 * dayMs);
        await desk.sweep();
        return undefined;
      case 'change rent':
      case 'end': {
        const file = await readTenancy(tenancy.id);
        if (!file) return undefined;
        const on = onRevision(file, 'operator');
        if (one.does === 'change rent') {
          await desk.changeTenancy.change(on, { rentFen: '5000', reason: 'r' });
          return undefined;
        }
        await desk.changeTenancy.exit(on, Day.of(now), 'r');
        now = new Date(now.getTime() + dayMs);
        await desk.sweep();
        return undefined;
      }
      case 'claim': {
        const { code = '', kind, months: all } = incentives[one.incentive] ?? {};
        const claimed = {
          park,
          tenancy: tenancy.id,
          policy: policies[one.version] ?? '',
          incentive: code,
          firstMonth: one.firstMonth,
          months: kind === 'subsidy' ? all : one.months,
          proofs: [{ code: 'proof', reference: 'r', sha256: '0'.repeat(64) }],
        };
        const file = await desk.claims.claim(claimed, { by: 'tenant', context: {} }, () => {});
        if (one.checker === null) return file;
        return desk.claims.check(onRevision(file, one.checker), [{ code: 'proof', accepted: true }]);
      }
      default: {
        const file = await read(known[one.which % Math.max(known.length, 1)] ?? tenancy.id);
        return file && decide(one, onRevision(file, one.by));
      }
    }
  }

  function decide(
    { does }: Extract<Step, { readonly which: number }>,
    on: ReturnType<typeof onRevision>,
  ): Promise<CaseFile<IncentiveClaim>> {
    switch (does) {
      case 'check':
        return desk.claims.check(on, [{ code: 'proof', accepted: true }]);
      case 'grant':
        return desk.claims.grant(on);
      case 'revocation':
        return desk.claims.proposeRevocation(on, 'r');
      case 'revoke':
      case 'keep':
        return desk.claims.decideRevocation(on, does);
      case 'refuse':
        return desk.claims.refuse(on, 'r');
      case 'withdraw':
        return desk.claims.withdraw(on);
    }
  }

  return {
    wave: async (steps: readonly Step[]): Promise<void> => {
      const files = await allAtOnce(steps.map((one) => () => take(one)));
      for (const file of files) if (file && !known.includes(file.id)) known.push(file.id);
    },
    faults: async () => faultsOf(park, (await readTenancy(tenancy.id))?.state),
  };
}

/** What the claims say, against the register of granted months, the tenancy, and what others were told. */
async function faultsOf(park: string, tenancy: Tenancy | undefined): Promise<readonly string[]> {
  const { pool } = intake.database;
  const list = listCases<IncentiveClaim>(pool, incentiveClaimKind.name);
  const files = await Array.fromAsync(everyCase(list, { parks: [park] }));
  const standing = files.filter(({ state }) => holdsMonths(state));
  grantsSeen += standing.length;
  const slots = standing.flatMap(({ id, state }) =>
    monthNumbers(state).map((month) => `${state.incentive.code} ${month} ${id}`),
  );
  const months = slots.map((slot) => slot.split(' ').slice(0, 2).join(' '));
  const { rows: kept } = await pool.query<{ slot: string }>(
    `SELECT concat_ws(' ', incentive, month, claim) AS slot FROM incentive_grant WHERE claim = ANY ($1)`,
    [files.map(({ id }) => id)],
  );
  const told = await toldFen(files.map(({ id }) => id));
  const stands = standing.reduce((sum, { state }) => sum + BigInt(state.grant?.amountFen ?? 0), 0n);
  const decided = standing.filter(({ state: { claimedBy, check, grant } }) => {
    return new Set([claimedBy, check?.by, grant?.by]).size < 3;
  });
  return [
    ...months.filter((month, index) => months.indexOf(month) < index).map((month) => `${month} twice`),
    ...incentives
      .filter(({ code, months: all }) => months.filter((month) => month.startsWith(`${code} `)).length > all)
      .map(({ code }) => `${code} for too many months`),
    ...(sameTexts(
      kept.map(({ slot }) => slot),
      slots,
    )
      ? []
      : ['the register says otherwise']),
    ...(told === stands ? [] : [`${told} fen were told, ${stands} stand`]),
    ...decided.map(({ id }) => `${id} was granted by who claimed or checked it`),
    ...files
      .filter(({ state }) => openClaimStatuses.includes(state.status) && !(tenancy && isOpen(tenancy)))
      .map(({ id }) => `${id} is open though its tenancy has ended`),
  ];
}

/** What was told to be granted, less what was told to be revoked. */
async function toldFen(claims: readonly string[]): Promise<bigint> {
  const { rows } = await intake.database.pool.query<{ fen: string | null }>(
    `SELECT sum((body::json #>> '{data,amountFen}')::bigint * CASE WHEN type LIKE '%.revoked.%' THEN -1 ELSE 1 END)::text AS fen
     FROM messaging.outbox WHERE key = ANY ($1) AND type ~ 'incentive-claim\\.(granted|revoked)\\.'`,
    [claims],
  );
  return BigInt(rows[0]?.fen ?? 0);
}

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text) => other.includes(text));
