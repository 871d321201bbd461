import { formatInstant } from '@yuanqu/domain';
import {
  enterpriseRegistered,
  type NewEvent,
  newEvent,
  operatorContracted,
  parkRegistered,
  unitRegistered,
} from '@yuanqu/events';
import type { Enterprise } from '../domain/enterprise.ts';
import type { Operator, OperatorContract } from '../domain/operator.ts';
import { type BuiltOnPlot, landOfBuildings } from '../domain/land/land-of-buildings.ts';
import type { Building, Park, Plot } from '../domain/park.ts';
import type { Unit } from '../domain/unit.ts';

/** A park's first event. */
export function parkRegisteredEvent(park: Park, units: readonly Unit[], time: Date): NewEvent {
  const byBuilding = Map.groupBy(units, ({ building }) => building);
  const builtM2 = (code: string): number =>
    (byBuilding.get(code) ?? []).reduce((sum, { areaM2 }) => sum + areaM2, 0);
  const buildings = park.buildings.map(({ code, subPark, plot, name }) => ({
    code,
    subPark,
    plot,
    name,
    builtM2: builtM2(code),
  }));
  return newEvent(parkRegistered, {
    subject: park.code,
    revision: 1,
    time,
    data: parkFacts({ ...park, buildings }),
  });
}

/** A park as its events tell it. */
export type ToldPark = Pick<
  Park,
  'code' | 'name' | 'theme' | 'leadingIndustries' | 'subParks' | 'since' | 'demo'
> & {
  readonly plots: readonly Pick<Plot, 'code' | 'subPark' | 'name' | 'landAreaM2'>[];
  readonly buildings: readonly (Pick<Building, 'code' | 'subPark' | 'name'> & BuiltOnPlot)[];
};

/** A park's facts as its events tell them; each building with its part of its plot's land. */
export function parkFacts(park: ToldPark) {
  const land = landOfBuildings(park.plots, park.buildings);
  return {
    code: park.code,
    name: park.name,
    theme: park.theme,
    leadingIndustries: [...park.leadingIndustries],
    subParks: park.subParks.map(({ code, number, name }) => ({ code, number, name })),
    plots: park.plots.map(({ code, subPark, name, landAreaM2 }) => ({ code, subPark, name, landAreaM2 })),
    buildings: park.buildings.map(({ code, subPark, name }) => {
      const landAreaM2 = land.get(code);
      return landAreaM2 === undefined ? { code, subPark, name } : { code, subPark, name, landAreaM2 };
    }),
    since: formatInstant(park.since),
    ...(park.demo && { demo: true }),
  };
}

/** A unit's first event. */
export const unitRegisteredEvent = (unit: Unit, time: Date): NewEvent =>
  newEvent(unitRegistered, {
    subject: unit.id,
    revision: 1,
    time,
    data: {
      park: unit.park,
      subPark: unit.subPark,
      building: unit.building,
      floor: unit.floor,
      unit: unit.code,
      areaM2: unit.areaM2,
      usage: unit.usage,
      counts: unit.counts,
      since: formatInstant(unit.since),
      ...(unit.demo && { demo: true }),
    },
  });

/** The operator's event of this revision: it got a contract. */
export const operatorContractedEvent = (
  operator: Operator,
  { park, from, until }: OperatorContract,
  revision: number,
  time: Date,
): NewEvent =>
  newEvent(operatorContracted, {
    subject: operator.code,
    revision,
    time,
    data: {
      operator: operator.code,
      name: operator.name,
      park,
      from: formatInstant(from),
      ...(until !== undefined && { until: formatInstant(until) }),
    },
  });

/** An enterprise's first event. */
export const enterpriseRegisteredEvent = (
  { uscc, name, industry, sizeClass }: Enterprise,
  time: Date,
): NewEvent =>
  newEvent(enterpriseRegistered, {
    subject: uscc,
    revision: 1,
    time,
    data: { uscc, name, industry, ...(sizeClass !== undefined && { sizeClass }), provisional: false },
  });
