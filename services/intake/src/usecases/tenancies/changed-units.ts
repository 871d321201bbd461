import type { Executor } from '@yuanqu/messaging';
import { readCase } from '@yuanqu/service-kit';
import type { Application } from '../../domain/applications/application.ts';
import { letUnitOf, refuseGrowth, refuseMisfit } from '../../domain/tenancies/fit.ts';
import type { LetUnit, Tenancy } from '../../domain/tenancies/tenancy.ts';
import { applicationKind } from '../applications/application-kind.ts';
import { makeChooseUnits } from './choose-units.ts';
import type { TenancyPorts, UnitChoice } from './tenancy-ports.ts';

/** The units that a contract is changed to. */
export type ChangedUnits = (
  tx: Executor,
  tenancy: Tenancy,
  choice: UnitChoice,
  despite: string | undefined,
) => Promise<readonly LetUnit[]>;

/**
 * What it has already may stay whatever it is; what is new is looked at as in an intent, and much more space is applied
 * for. Errors: those of choosing units, `tenancy.not-as-applied`, `tenancy.grows`.
 */
export const makeChangedUnits = (ports: TenancyPorts): ChangedUnits => {
  const chooseUnits = makeChooseUnits(ports);
  return async (tx, { park, units, tenant, application }, choice, despite) => {
    const chosen = await chooseUnits(tx, park, choice);
    const applied =
      application === undefined
        ? undefined
        : (await readCase<Application>(tx, applicationKind.name)(application))?.state.content.wanted;
    const codes =
      tenant.uscc === undefined ? new Set<string>() : (await ports.readKnownTenant(tx, tenant.uscc)).codes;
    const had = new Set(units.map(({ id }) => id));
    const wanted = applied && { usage: applied.usage, areaM2: 0 };
    const refused =
      refuseMisfit(
        chosen.filter(({ id }) => !had.has(id)),
        { wanted, codes, despite },
      ) ?? refuseGrowth(units, chosen, applied);
    if (refused) throw refused;
    return chosen.map(letUnitOf);
  };
};
