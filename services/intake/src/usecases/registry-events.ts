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
import type { Park } from '../domain/park.ts';
import type { Unit } from '../domain/unit.ts';

/** A park's first event. */
export const parkRegisteredEvent = (park: Park, time: Date): NewEvent =>
  newEvent(parkRegistered, { subject: park.code, revision: 1, time, data: parkFacts(park) });

/** A park's facts as its events tell them. */
export const parkFacts = (park: ToldPark) => ({
  code: park.code,
  name: park.name,
  theme: park.theme,
  leadingIndustries: [...park.leadingIndustries],
  subParks: park.subParks.map(({ code, number, name }) => ({ code, number, name })),
  buildings: park.buildings.map(({ code, subPark, name }) => ({ code, subPark, name })),
  since: formatInstant(park.since),
  ...(park.demo && { demo: true }),
});

type ToldPark = Pick<
  Park,
  'code' | 'name' | 'theme' | 'leadingIndustries' | 'subParks' | 'buildings' | 'since' | 'demo'
>;

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
