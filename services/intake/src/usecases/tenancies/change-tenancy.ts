import { AppError, Day } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { lockCase, type OnCase } from '@yuanqu/service-kit';
import { refuseMisfit } from '../../domain/tenancies/fit.ts';
import { unknownTenancy } from '../../domain/tenancies/tenancy-decider.ts';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import { handleApplication } from '../applications/handle-application.ts';
import { makeChangedUnits } from './changed-units.ts';
import { dayOf } from './checked-terms.ts';
import { makeChooseUnits } from './choose-units.ts';
import { makeCommandTenancy } from './command-tenancy.ts';
import { entitledByApplication } from './entitled-tenant.ts';
import { tenancyKind } from './tenancy-kind.ts';
import type { TenancyPorts, UnitChoice } from './tenancy-ports.ts';

export interface TenancyChange extends UnitChoice {
  readonly rentFen?: string;
  readonly reason: string;
  readonly despite?: string;
}

/** Who takes a contract over, by its approved application. */
export interface Assignment {
  readonly application: string;
  readonly reason: string;
  readonly despite?: string;
}

/**
 * Change, renewal, assignment and exit. Errors: those of the decider, of choosing and changing units, those of
 * `entitledByApplication`, `tenancy.nothing-to-change`, `tenancy.unit-taken`, `tenancy.not-as-applied`, `day.malformed`.
 */
export const makeChangeTenancy = (ports: TenancyPorts) => {
  const chooseUnits = makeChooseUnits(ports);
  const command = makeCommandTenancy(ports);
  const changedUnits = makeChangedUnits(ports);
  return {
    change: (on: OnCase, { units, floors, rentFen, reason, despite }: TenancyChange) =>
      command(on, async (_, tx) => {
        const others = (units ?? []).length + (floors ?? []).length > 0;
        if (!others && rentFen === undefined) throw nothingChanged;
        return {
          kind: 'change',
          ...(others && {
            units: await changedUnits(tx, await stateOf(tx, on.id), { units, floors }, despite),
          }),
          ...(rentFen !== undefined && { rentFen }),
          reason,
          ...(despite !== undefined && { despite }),
        };
      }),
    renew: (on: OnCase, until: string, rentFen: string | undefined) =>
      command(on, (at) => ({
        kind: 'renew',
        today: Day.of(at),
        until: dayOf(until),
        ...(rentFen !== undefined && { rentFen }),
      })),
    assign: (on: OnCase, { application, reason, despite }: Assignment) =>
      command(
        on,
        async (_, tx) => {
          const { park, units } = await stateOf(tx, on.id);
          const chosen = await chooseUnits(tx, park, { units: units.map(({ code }) => code) });
          const { tenant, codes, wanted } = await entitledByApplication(ports, tx, park, application, 'read');
          // Whoever leaves may be seen there still.
          const unseen = chosen.map(({ seenWith: _seen, ...unit }) => unit);
          const misfit = refuseMisfit(unseen, { wanted, codes, despite });
          if (misfit) throw misfit;
          return { kind: 'assign', tenant, application, reason, ...(despite !== undefined && { despite }) };
        },
        async (tx, _, deed) =>
          (await handleApplication(tx, application, { kind: 'contract', tenancy: on.id }, deed)).events,
      ),
    exit: (on: OnCase, day: string, reason: string) =>
      command(on, (at) => ({ kind: 'exit', on: dayOf(day), reason, today: Day.of(at) })),
  };
};

export type ChangeTenancy = ReturnType<typeof makeChangeTenancy>;

const nothingChanged = new AppError(
  'tenancy.nothing-to-change',
  'invalid',
  '请填写要变更的内容：units、floors 或 rentFen。 Say what changes: units or floors (all of them anew), or rentFen.',
  {
    errors: [{ pointer: '/units', code: 'required', detail: 'is missing, and so are /floors and /rentFen' }],
  },
);

/** The case is locked before its units, as everywhere. */
async function stateOf(tx: Executor, id: string): Promise<Tenancy> {
  const file = await lockCase<Tenancy>(tx, tenancyKind.name, id);
  if (!file) throw unknownTenancy;
  return file.state;
}
