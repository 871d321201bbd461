import { AppError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { lockCase, readCase } from '@yuanqu/service-kit';
import { unknownApplication } from '../../domain/applications/application-decider.ts';
import type { Application } from '../../domain/applications/application.ts';
import type { ChosenUnit, Wanted } from '../../domain/tenancies/fit.ts';
import type { Tenant, WithoutApplication } from '../../domain/tenancies/tenancy.ts';
import { refuseException } from '../../domain/tenancies/without-application.ts';
import { applicationKind } from '../applications/application-kind.ts';
import { checkedTenant } from './checked-terms.ts';
import type { TenancyPorts } from './tenancy-ports.ts';

/** Who may have space, all the codes that stand for it, and what it was approved for if it applied. */
export interface Entitled {
  readonly tenant: Tenant;
  readonly codes: ReadonlySet<string>;
  readonly wanted?: Wanted;
}

type Ports = Pick<TenancyPorts, 'readKnownTenant' | 'findOpenTenancy'>;

/**
 * The applicant of an application of that park that is approved and leads to no tenancy yet. Locked, for an intent, two
 * of which could come at once; a contract fulfils the application, which no two can.
 * Codes: `application.unknown`, `tenancy.application-not-approved`, `tenancy.application-taken`.
 */
export async function entitledByApplication(
  { readKnownTenant, findOpenTenancy }: Ports,
  tx: Executor,
  park: string,
  application: string,
  how: 'lock' | 'read',
): Promise<Entitled> {
  const { state } =
    (await (how === 'lock'
      ? lockCase<Application>(tx, applicationKind.name, application)
      : readCase<Application>(tx, applicationKind.name)(application))) ?? {};
  if (!state || state.content.park !== park) throw unknownApplication;
  if (state.status !== 'approved') throw notApproved(state.status);
  const other = await findOpenTenancy(tx, application);
  if (other !== undefined) throw applicationTaken(other);
  const { applicant, wanted } = state.content;
  const { uscc, name } = applicant;
  const tenant = { name, ...(uscc !== undefined && { uscc }) };
  const codes = uscc === undefined ? new Set<string>() : (await readKnownTenant(tx, uscc)).codes;
  return { tenant, codes, wanted };
}

/** A tenant that needs none. Codes: `tenancy.no-tenant`, `tenancy.no-exception`, `tenancy.other-name`, those of a credit code. */
export async function entitledByException(
  { readKnownTenant }: Ports,
  tx: Executor,
  given: Tenant | undefined,
  exception: WithoutApplication,
  units: readonly ChosenUnit[],
): Promise<Entitled> {
  if (!given) throw noTenant;
  const tenant = checkedTenant(given);
  const { codes, name } =
    tenant.uscc === undefined
      ? { codes: new Set<string>(), name: undefined }
      : await readKnownTenant(tx, tenant.uscc);
  if (name !== undefined && name !== tenant.name.trim()) throw otherName(tenant, name);
  const refused = refuseException(exception, tenant, units, codes);
  if (refused) throw refused;
  return { tenant, codes };
}

const noTenant = new AppError(
  'tenancy.no-tenant',
  'invalid',
  '请填写承租人。 Without an application the tenant is to be named.',
  { errors: [{ pointer: '/tenant', code: 'required', detail: 'is missing' }] },
);

const otherName = ({ uscc = '', name }: Tenant, known: string): AppError =>
  new AppError(
    'tenancy.other-name',
    'conflict',
    `${uscc} 登记的名称是“${known}”，不是“${name}”；请核对代码和名称，已更名的先更正登记（PUT /enterprises/${uscc}）。 ${uscc} is registered as "${known}", not "${name}"; check both, or correct the registry first.`,
    { name: known },
  );

const notApproved = (status: string): AppError =>
  new AppError(
    'tenancy.application-not-approved',
    'conflict',
    `入驻申请尚未批准（${status}）。 The application is ${status}; a contract follows an approval.`,
    { status },
  );

const applicationTaken = (tenancy: string): AppError =>
  new AppError(
    'tenancy.application-taken',
    'conflict',
    `该申请已有入驻意向 ${tenancy}；请签约或先撤回该意向（POST /tenancies/${tenancy}/withdraw）。 The application has led to tenancy ${tenancy} already; sign that, or withdraw it first.`,
    { tenancy },
  );
