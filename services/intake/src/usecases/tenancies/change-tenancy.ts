import { Day } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { lockCase, type OnCase } from '@yuanqu/service-kit';
import { unknownTenancy } from '../../domain/tenancies/tenancy-decider.ts';
import type { Tenancy, Tenant } from '../../domain/tenancies/tenancy.ts';
import { checkedTenant, dayOf } from './checked-terms.ts';
import { makeChooseUnits } from './choose-units.ts';
import { makeCommandTenancy } from './command-tenancy.ts';
import { tenancyKind } from './tenancy-kind.ts';
import type { TenancyPorts, UnitChoice } from './tenancy-ports.ts';

export interface TenancyChange extends UnitChoice {
  readonly rentFen?: string;
  readonly reason: string;
}

/** Change, renewal, assignment and exit. Errors: those of the decider and of choosing units, `tenancy.unit-taken`, `day.malformed`. */
export const makeChangeTenancy = (ports: TenancyPorts) => {
  const chooseUnits = makeChooseUnits(ports);
  const command = makeCommandTenancy(ports);
  return {
    change: (on: OnCase, { units, floors, rentFen, reason }: TenancyChange) =>
      command(on, async (_, tx) => {
        const others = (units ?? []).length + (floors ?? []).length > 0;
        return {
          kind: 'change',
          ...(others && { units: await chooseUnits(tx, await parkOf(tx, on.id), { units, floors }) }),
          ...(rentFen !== undefined && { rentFen }),
          reason,
        };
      }),
    renew: (on: OnCase, until: string, rentFen: string | undefined) =>
      command(on, () => ({
        kind: 'renew',
        until: dayOf(until),
        ...(rentFen !== undefined && { rentFen }),
      })),
    assign: (on: OnCase, tenant: Tenant, reason: string) =>
      command(on, () => ({ kind: 'assign', tenant: checkedTenant(tenant), reason })),
    exit: (on: OnCase, day: string, reason: string) =>
      command(on, (at) => ({ kind: 'exit', on: dayOf(day), reason, today: Day.of(at) })),
  };
};

export type ChangeTenancy = ReturnType<typeof makeChangeTenancy>;

/** The case is locked before its units, as everywhere. */
async function parkOf(tx: Executor, id: string): Promise<string> {
  const file = await lockCase<Tenancy>(tx, tenancyKind.name, id);
  if (!file) throw unknownTenancy;
  return file.state.park;
}
