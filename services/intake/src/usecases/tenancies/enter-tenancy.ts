import { AppError, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { CaseFile, OnCase, Who } from '@yuanqu/service-kit';
import { type ChosenUnit, letUnitOf, refuseMisfit } from '../../domain/tenancies/fit.ts';
import type { Tenancy, Tenant, Terms, WithoutApplication } from '../../domain/tenancies/tenancy.ts';
import { handleApplication } from '../applications/handle-application.ts';
import { dayOf } from './checked-terms.ts';
import { makeChooseUnits } from './choose-units.ts';
import { makeCommandTenancy } from './command-tenancy.ts';
import { intentUntil } from './deadlines.ts';
import { type Entitled, entitledByApplication, entitledByException } from './entitled-tenant.ts';
import { makeHandleTenancy } from './handle-tenancy.ts';
import type { TenancyPorts, UnitChoice } from './tenancy-ports.ts';

export interface Intent extends UnitChoice {
  readonly park: string;
  /** Not needed with an application: its applicant becomes the tenant. */
  readonly tenant?: Tenant;
  readonly application?: string;
  /** Why there is no application. */
  readonly withoutApplication?: WithoutApplication;
  /** Why these units although they are not what was applied for, or another is seen in them. */
  readonly despite?: string;
}

/**
 * Intent and contract: for the applicant of an approved application, or with a named exception. Errors: those of the
 * decider, of choosing units and of `entitled-tenant.ts`, `tenancy.unit-taken`, `tenancy.no-application`,
 * `tenancy.tenant-and-application`,
 * `tenancy.not-as-applied`, `day.malformed`.
 */
export const makeEnterTenancy = (ports: TenancyPorts) => {
  const { transaction, append, clock } = ports;
  const chooseUnits = makeChooseUnits(ports);
  const handle = makeHandleTenancy(ports);
  const command = makeCommandTenancy(ports);
  const entitled = (
    tx: Executor,
    { park, tenant, application, withoutApplication }: Intent,
    units: readonly ChosenUnit[],
  ): Promise<Entitled> => {
    if (application !== undefined && tenant) throw tenantToo;
    if (application !== undefined && !withoutApplication)
      return entitledByApplication(ports, tx, park, application, 'lock');
    if (application !== undefined || !withoutApplication) throw noApplication;
    return entitledByException(ports, tx, tenant, withoutApplication, units);
  };
  return {
    intend: (intent: Intent, who: Who): Promise<CaseFile<Tenancy>> =>
      transaction(async (tx) => {
        const deed = { ...who, at: clock() };
        const { park, application, withoutApplication, despite } = intent;
        const chosen = await chooseUnits(tx, park, intent);
        const { tenant, wanted, codes } = await entitled(tx, intent, chosen);
        const misfit = refuseMisfit(chosen, { wanted, codes, despite });
        if (misfit) throw misfit;
        const intended = {
          kind: 'intend',
          park,
          tenant,
          units: chosen.map(letUnitOf),
          ...(application !== undefined && { application }),
          ...(withoutApplication && { withoutApplication }),
          ...(despite !== undefined && { despite }),
          intentUntil: intentUntil(deed.at),
          by: who.by,
        } as const;
        const { file, events } = await handle(tx, newId(deed.at.getTime()), intended, deed);
        await append(tx, events);
        return file;
      }),
    sign: (on: OnCase, { from, until, rentFen }: Terms) =>
      command(
        on,
        (at) => ({
          kind: 'sign',
          terms: { from: dayOf(from), until: dayOf(until), rentFen },
          at: at.toISOString(),
        }),
        async (tx, { application }, deed) => {
          if (application === undefined) return [];
          const contract = { kind: 'contract', tenancy: on.id } as const;
          return (await handleApplication(tx, application, contract, deed)).events;
        },
      ),
    withdraw: (on: OnCase, reason: string) => command(on, () => ({ kind: 'withdraw', reason })),
  };
};

export type EnterTenancy = ReturnType<typeof makeEnterTenancy>;

const tenantToo = new AppError(
  'tenancy.tenant-and-application',
  'invalid',
  '有申请的，承租人即申请人，不另填 tenant。 With an application the tenant is its applicant: leave out "tenant".',
  { errors: [{ pointer: '/tenant', code: 'not-both', detail: 'is given, and so is /application' }] },
);

const noApplication = new AppError(
  'tenancy.no-application',
  'invalid',
  '入驻须有本园区已批准的入驻申请（application），或以 withoutApplication 写明例外（已在该房源的租户补录、机关事业单位）和理由，两者取其一。 Give either the approved application of this park, or withoutApplication: the ground (sitting-tenant or state-body) and the reason why there is none.',
  {
    errors: [
      {
        pointer: '/application',
        code: 'required',
        detail: 'is missing, and so is /withoutApplication; or both are given',
      },
    ],
  },
);
