import { Month } from '@yuanqu/domain';
import type { Enterprise } from '../domain/enterprise.ts';
import type { OccupancyUpdate } from '../domain/occupancy-update.ts';
import type { Operator, OperatorContract } from '../domain/operator.ts';
import { type Estate, estateOf } from './estate.ts';
import { withExactOccupancy } from './exact-occupancy.ts';
import { type ParkPlan, parkPlans } from './park-plans.ts';
import { statesOf } from './present-state.ts';
import { publishedParks } from './published-facts.ts';
import { type Random, seededRandom } from './random.ts';
import { makeTenants } from './tenants.ts';
import { updatesOf } from './park-updates.ts';

/** The demo: Fengze's ten parks as published, with everything else invented. */
export interface DemoDistrict {
  readonly estates: readonly Estate[];
  readonly operators: readonly Operator[];
  readonly contracts: readonly OperatorContract[];
  readonly enterprises: readonly Enterprise[];
  /** What each park's operator reported, oldest first. */
  readonly updates: readonly { readonly operator: string; readonly updates: readonly OccupancyUpdate[] }[];
}

// Thirteen whole months back, so that every observation the stream takes falls into the life of the units.
const monthsBack = 13;
const yearMs = 365 * 86_400_000;

/** The same seed and instant give the same district. */
export function demoDistrict(nowMs: number, seed = 350_503): DemoDistrict {
  const random = seededRandom(seed);
  const tenants = makeTenants(random);
  const startMs = Month.startMs(Month.plus(Month.of(nowMs), -monthsBack));
  const times = { parkSince: new Date(startMs - yearMs), unitsSince: new Date(startMs) };
  const parks = publishedParks.map((facts) => {
    const plan = planOf(facts.code);
    const { park, units } = estateOf(facts, plan, times, random);
    const rough = statesOf(units, plan, random);
    const states = plan.code === 'software' ? withExactOccupancy(rough, plan.occupancyNow) : rough;
    const estate: Estate = { park, units: states.map(({ unit }) => unit) };
    const { enterprises, updates } = updatesOf(states, plan, { startMs, nowMs }, tenants, random);
    return { estate, enterprises, updates };
  });
  return {
    estates: parks.map(({ estate }) => estate),
    operators: parks.map(({ estate }) => operatorOf(estate)),
    contracts: parks.map(({ estate }) => contractOf(estate, random)),
    enterprises: parks.flatMap(({ enterprises }) => enterprises),
    updates: parks.map(({ estate, updates }) => ({ operator: operatorCode(estate), updates })),
  };
}

function planOf(code: string): ParkPlan {
  const plan = parkPlans.find((candidate) => candidate.code === code);
  if (!plan) throw new Error(`park ${code} of fengze.json has no plan in park-plans.ts`);
  return plan;
}

const operatorCode = ({ park }: Estate): string => `operator-${park.code}`;

const operatorOf = (estate: Estate): Operator => ({
  code: operatorCode(estate),
  name: `演示·${estate.park.name}运营公司`,
  demo: true,
});

const contractOf = (estate: Estate, random: Random): OperatorContract => ({
  id: random.uuid(),
  operator: operatorCode(estate),
  park: estate.park.code,
  from: estate.park.since,
});
