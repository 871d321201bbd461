import { Day } from '@yuanqu/domain';
import { type CaseFile, everyCase, listCases, readCase } from '@yuanqu/service-kit';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as queries from '../../adapters/demand/demand-queries.ts';
import type { Application } from '../../domain/applications/application.ts';
import type { Demand } from '../../domain/demand/demand.ts';
import { findPlace } from '../../domain/demand/find-place.ts';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import { allAtOnce, deskOnDatabase, onRevision } from '../../testing/desk-on-database.ts';
import { type IntakeUnderTest, startIntake } from '../../testing/start-intake.ts';
import { registerTestPark } from '../../testing/test-park.ts';
import { institutionUscc } from '../../testing/updates.ts';
import { applicationKind } from '../applications/application-kind.ts';
import { tenancyKind } from '../tenancies/tenancy-kind.ts';
import { demandKind } from './demand-kind.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(() => intake?.stop());

const dayMs = 86_400_000;
const unitsPerPark = 6;
const nobody = '019a4c3f-7d00-7000-8000-000000000000';

type Step =
  | { readonly does: 'apply'; readonly areaM2: number }
  | { readonly does: 'take offer' | 'decline' | 'withdraw' | 'sign' | 'leave'; readonly which: number }
  | { readonly does: 'let to another'; readonly unit: number }
  | { readonly does: 'serve' }
  | { readonly does: 'wait'; readonly days: number };

const which = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('apply' as const),
      areaM2: fc.constantFrom(80, 150, 250, 420, 700),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      does: fc.constantFrom(
        'take offer' as const,
        'take offer' as const,
        'sign' as const,
        'decline' as const,
        'withdraw' as const,
        'leave' as const,
      ),
      which,
    }),
  },
  fc.record({ does: fc.constant('let to another' as const), unit: fc.nat({ max: unitsPerPark - 1 }) }),
  fc.record({ does: fc.constant('serve' as const) }),
  fc.record({ does: fc.constant('wait' as const), days: fc.constantFrom(1, 60) }),
);
/** What is in one wave happens at the same time. */
const waves = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 7 });

let runs = 0;

it('whatever is done, several things at once too, every approved application has its demand until it is met or gone', async () => {
  await fc.assert(
    fc.asyncProperty(waves, async (sequence) => {
      const play = await newPark(`demand-${++runs}`);
      for (const wave of sequence) {
        await play.wave(wave);
        expect(await play.faults()).toEqual([]);
      }
    }),
    // A failure is told by its seed: shrinking it would replay for minutes.
    { numRuns: 25, endOnFailure: true },
  );
});

async function newPark(park: string) {
  const { pool } = intake.database;
  const { units } = await registerTestPark(pool, { code: park, units: unitsPerPark });
  let now = new Date();
  const desk = deskOnDatabase(pool, () => now);
  const applications: string[] = [];
  const tenancies: string[] = [];
  const at = (ids: readonly string[], index: number) => ids[index % Math.max(ids.length, 1)] ?? nobody;
  const readApplication = readCase<Application>(pool, applicationKind.name);
  const readTenancy = readCase<Tenancy>(pool, tenancyKind.name);
  const readDemand = readCase<Demand>(pool, demandKind.name);
  const operator = { by: 'operator', context: {} };

  async function apply(areaM2: number): Promise<void> {
    const content = {
      park,
      applicant: { name: '演示', industry: '6513', contact: { name: '林', phone: '1' } },
      trade: '软件',
      wanted: { usage: 'office' as const, areaM2 },
      promised: {},
    };
    const drafted = await desk.enterApplication.draft(content, { unseen: false }, operator);
    const submitted = await desk.decideApplication.submit(onRevision(drafted, 'operator'));
    await desk.decideApplication.approve(onRevision(submitted, 'task-force'));
    applications.push(drafted.id);
  }

  async function intend(intent: { readonly units: readonly string[]; readonly application?: string }) {
    const withoutApplication = { ground: 'state-body', reason: 'r' } as const;
    const tenant =
      intent.application === undefined
        ? { tenant: { uscc: institutionUscc, name: '别家' }, withoutApplication }
        : {};
    tenancies.push((await desk.enterTenancy.intend({ park, ...intent, ...tenant }, operator)).id);
  }

  async function change(
    { does }: Extract<Step, { readonly which: number }>,
    { application, tenancy, demand }: Involved,
  ): Promise<unknown> {
    const today = Day.of(now);
    if (does === 'take offer' && demand?.state.offer)
      return intend({ units: demand.state.offer.units, application: demand.id });
    if (does === 'decline' && demand) return desk.declineDemand(onRevision(demand, 'operator'));
    if (does === 'withdraw' && application)
      return desk.decideApplication.withdraw(onRevision(application, 'operator'), undefined);
    if (does === 'sign' && tenancy) {
      // Already begun, so that an exit can be in the past.
      const terms = { from: Day.plus(today, -30), until: Day.plus(today, 400), rentFen: '1' };
      return desk.enterTenancy.sign(onRevision(tenancy, 'operator'), terms);
    }
    if (does === 'leave' && tenancy)
      return desk.changeTenancy.exit(onRevision(tenancy, 'operator'), Day.plus(today, -1), 'r');
    return undefined;
  }

  async function take(one: Step): Promise<unknown> {
    switch (one.does) {
      case 'apply':
        return apply(one.areaM2);
      case 'let to another':
        return intend({ units: [units[one.unit] ?? ''] });
      case 'serve':
        return desk.serveDemands();
      case 'wait':
        now = new Date(now.getTime() + one.days * dayMs);
        return desk.sweep();
      default: {
        const id = at(applications, one.which);
        const [application, demand, tenancy] = await Promise.all([
          readApplication(id),
          readDemand(id),
          readTenancy(at(tenancies, one.which)),
        ]);
        return change(one, { application, demand, tenancy });
      }
    }
  }

  return {
    wave: async (steps: readonly Step[]): Promise<void> => {
      await allAtOnce(steps.map((one) => () => take(one)));
      await desk.serveDemands();
    },
    faults: () => faultsOf(park),
  };
}

interface Involved {
  readonly application: CaseFile<Application> | undefined;
  readonly demand: CaseFile<Demand> | undefined;
  readonly tenancy: CaseFile<Tenancy> | undefined;
}

/** What the applications say, against the demands and the space that there is. */
async function faultsOf(park: string): Promise<readonly string[]> {
  const { pool } = intake.database;
  const all = <State>(kind: string) =>
    Array.fromAsync(everyCase(listCases<State>(pool, kind), { parks: [park] }));
  const applications = await all<Application>(applicationKind.name);
  const demands = await all<Demand>(demandKind.name);
  const byId = new Map(demands.map((demand) => [demand.id, demand]));
  const offers = demands.filter(({ status }) => status === 'offered');
  const offered = offers.flatMap(({ state }) => state.offer?.units ?? []);
  const free = await queries.readFreeSpace(pool, park);
  const held = await queries.readHeldForApplications(pool, park);
  const isThere = (demand: CaseFile<Demand>, code: string) =>
    free.some((unit) => unit.code === code) || held.get(code) === demand.id;
  const left = free.filter(({ code }) => !offered.includes(code));
  return [
    ...applications
      .filter(({ id, status }) => !fits[status]?.includes(byId.get(id)?.status ?? 'none'))
      .map(({ id, status }) => `a demand is ${byId.get(id)?.status} though its application is ${status}`),
    ...offered
      .filter((code, index) => offered.indexOf(code) < index)
      .map((code) => `${code} is offered to two`),
    ...offers
      .filter((demand) => !(demand.state.offer?.units ?? []).every((code) => isThere(demand, code)))
      .map(() => 'units are offered that somebody else has'),
    ...offers
      .filter((demand) =>
        demand.state.offer?.units.some((code) => (held.get(code) ?? demand.id) !== demand.id),
      )
      .map(() => 'units on offer to one are held for another'),
    ...demands
      .filter(({ status, state }) => status === 'waiting' && hasPlace(state, left))
      .map(({ state }) => `${state.areaM2} m² wait though there is a place`),
  ];
}

/** Where a demand may stand once the desk has served, by where its application does. */
const fits: Readonly<Record<string, readonly string[]>> = {
  approved: ['waiting', 'offered'],
  // Contracted before anybody served: there never was a demand.
  contracted: ['met', 'none'],
  withdrawn: ['gone', 'none'],
  expired: ['gone', 'none'],
};

const hasPlace = ({ areaM2, declined }: Demand, left: Parameters<typeof findPlace>[0]): boolean =>
  findPlace(
    left.filter(({ code }) => !declined.includes(code)),
    areaM2,
  ).place !== undefined;
