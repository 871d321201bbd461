import { Day } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, listCases, type OnCase, type Transaction, type Who } from '@yuanqu/service-kit';
import {
  findOpenClaims,
  holdMonths,
  readGrantedMonths,
} from '../adapters/incentive-claims/incentive-grants.ts';
import { findOpenTenancy, readKnownTenant } from '../adapters/tenancies/known-tenant.ts';
import { holdUnits, unitsOfFloors } from '../adapters/tenancies/tenancy-units.ts';
import { lockUnits } from '../adapters/unit-registry.ts';
import type { Policy } from '../domain/policies/policy.ts';
import type { Tenancy } from '../domain/tenancies/tenancy.ts';
import { makeCommandClaim } from '../usecases/incentive-claims/command-claim.ts';
import { makeEndClaims } from '../usecases/incentive-claims/end-claims.ts';
import { policyKind } from '../usecases/policies/policy-kind.ts';
import { makeEnterTenancy } from '../usecases/tenancies/enter-tenancy.ts';

const park = 'software';
const dayMs = 86_400_000;
const termDays = 730;
const rentFen = '4500';
const withoutApplication = {
  ground: 'sitting-tenant',
  reason: '平台启用前已入驻，补录合同(演示)',
} as const;
const operator = who('demo-operator');

/**
 * Gives a tenant of the software park, the firm with a demo login where it rents there, a contract and two claims by the use
 * cases themselves: one granted for the first quarter, one of which proof is still wanted. Returns the events.
 */
export async function loadIncentiveClaims(tx: Executor, now: Date): Promise<readonly NewEvent[]> {
  const events: NewEvent[] = [];
  let at = now;
  const daysAgo = (days: number): void => void (at = new Date(now.getTime() - days * dayMs));
  const ports = {
    // All of it in the caller's transaction.
    transaction: ((work) => work(tx as never)) as Transaction,
    append: async (_: Executor, some: readonly NewEvent[]) => void events.push(...some),
    clock: () => at,
    lockUnits,
    unitsOfFloors,
    readKnownTenant,
    findOpenTenancy,
    holdUnits,
    endClaims: makeEndClaims(findOpenClaims),
    readGrantedMonths,
    holdMonths,
    findOpenClaims,
  };
  const tenant = await tenantOf(tx);
  const [policy] = await listCases<Policy>(
    tx,
    policyKind.name,
  )({
    parks: [park],
    statuses: ['published'],
    limit: 1,
  });
  if (!tenant || !policy) return [];

  daysAgo(60);
  const enter = makeEnterTenancy(ports);
  const { units, ...about } = tenant;
  const intended = await enter.intend({ park, tenant: about, units, withoutApplication }, operator);
  const from = Day.of(at);
  const terms = { from, until: Day.plus(from, termDays), rentFen };
  const tenancy = await enter.sign(on(intended, operator), terms);
  await claimTwice(makeCommandClaim(ports), tenancy, policy, daysAgo);
  return events;
}

async function claimTwice(
  commands: ReturnType<typeof makeCommandClaim>,
  tenancy: CaseFile<Tenancy>,
  policy: CaseFile<Policy>,
  daysAgo: (days: number) => void,
): Promise<void> {
  const incentive = 'first-year-rent';
  const wanted = { park, tenancy: tenancy.id, policy: policy.id, incentive };
  const proofs = [
    { code: 'proof', reference: '演示档案 2026-001(租赁合同、发票)', sha256: 'de30'.repeat(16) },
  ];
  const checker = who('demo-task-force');
  daysAgo(40);
  const given = await commands.claim({ ...wanted, months: 3, proofs }, operator, () => {});
  daysAgo(35);
  const verdicts = [{ code: 'proof', accepted: true, remark: '与原件相符(演示)' }];
  const checked = await commands.check(on(given, checker), verdicts);
  daysAgo(33);
  await commands.grant(on(checked, who('demo-task-force-2')));
  daysAgo(5);
  const open = await commands.claim({ ...wanted, firstMonth: 4, months: 9 }, operator, () => {});
  daysAgo(3);
  await commands.askProof(on(open, checker), '请提供租金发票(演示)');
}

interface DemoTenant {
  readonly uscc: string;
  readonly name: string;
  readonly units: readonly string[];
}

/** Who rents at most a few units, the firm with a demo login first. */
async function tenantOf(tx: Executor): Promise<DemoTenant | undefined> {
  const { rows } = await tx.query<DemoTenant>(
    `SELECT e.id AS uscc, e.name, array_agg(u.code ORDER BY u.code) AS units
     FROM unit u JOIN enterprise e ON e.id = u.uscc
     WHERE u.park = $1 AND u.status = 'let' AND u.retired_at IS NULL AND u.legal_status IS NULL AND e.name IS NOT NULL
     GROUP BY e.id, e.name ORDER BY e.id <> '91350503DEM000005K', count(*), e.id LIMIT 1`,
    [park],
  );
  return rows[0];
}

function who(by: string): Who {
  return { by, context: {} };
}

const on = ({ id, revision }: CaseFile<unknown>, as: Who): OnCase => ({ id, expected: revision, who: as });
