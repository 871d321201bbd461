import { AppError, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type OnCase, readCase, type Who } from '@yuanqu/service-kit';
import { unknownApplication } from '../../domain/applications/application-decider.ts';
import type { Application } from '../../domain/applications/application.ts';
import type { Tenancy, Tenant, Terms } from '../../domain/tenancies/tenancy.ts';
import { applicationKind } from '../applications/application-kind.ts';
import { handleApplication } from '../applications/handle-application.ts';
import { checkedTenant, dayOf } from './checked-terms.ts';
import { makeChooseUnits } from './choose-units.ts';
import { makeCommandTenancy } from './command-tenancy.ts';
import { intentUntil } from './deadlines.ts';
import { makeHandleTenancy } from './handle-tenancy.ts';
import type { TenancyPorts, UnitChoice } from './tenancy-ports.ts';

export interface Intent extends UnitChoice {
  readonly park: string;
  /** Not needed with an application: its applicant becomes the tenant. */
  readonly tenant?: Tenant;
  readonly application?: string;
}

/**
 * Intent and contract. Errors: those of the decider and of choosing units, `tenancy.unit-taken`, `tenancy.no-tenant`,
 * `tenancy.application-not-approved`, `application.unknown`, `day.malformed`, those of a credit code.
 */
export const makeEnterTenancy = (ports: TenancyPorts) => {
  const { transaction, append, clock } = ports;
  const chooseUnits = makeChooseUnits(ports);
  const handle = makeHandleTenancy(ports);
  const command = makeCommandTenancy(ports);
  return {
    intend: (intent: Intent, who: Who): Promise<CaseFile<Tenancy>> =>
      transaction(async (tx) => {
        const deed = { ...who, at: clock() };
        const { park, application } = intent;
        const intended = {
          kind: 'intend',
          park,
          tenant: await tenantOf(tx, intent),
          units: await chooseUnits(tx, park, intent),
          ...(application !== undefined && { application }),
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

async function tenantOf(tx: Executor, { park, tenant, application }: Intent): Promise<Tenant> {
  if (application === undefined) {
    if (!tenant) throw noTenant;
    return checkedTenant(tenant);
  }
  const { state } = (await readCase<Application>(tx, applicationKind.name)(application)) ?? {};
  if (!state || state.content.park !== park) throw unknownApplication;
  if (state.status !== 'approved') throw notApproved(state.status);
  const { uscc, name } = state.content.applicant;
  return { name, ...(uscc !== undefined && { uscc }) };
}

const noTenant = new AppError(
  'tenancy.no-tenant',
  'invalid',
  '请填写承租人或已批准的入驻申请。 Name the tenant, or the approved application whose applicant it is.',
  { errors: [{ pointer: '/tenant', code: 'required', detail: 'is missing, and so is /application' }] },
);

const notApproved = (status: string): AppError =>
  new AppError(
    'tenancy.application-not-approved',
    'conflict',
    `入驻申请尚未批准（${status}）。 The application is ${status}; a contract follows an approval.`,
    { status },
  );
