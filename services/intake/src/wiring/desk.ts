import type { ConsumerDefinition } from '@yuanqu/messaging';
import type { Chassis, RoutePlugin, ScheduledJob } from '@yuanqu/service-kit';
import { amenities } from './amenities.ts';
import { applications } from './applications.ts';
import { demand } from './demand.ts';
import { operatorCalls } from './operator-calls.ts';
import { incentiveClaims } from './incentive-claims.ts';
import { policies } from './policies.ts';
import { serviceRequests } from './service-requests.ts';
import { tenancies } from './tenancies.ts';

type Desk = {
  readonly routes: readonly RoutePlugin[];
  readonly consumers: readonly ConsumerDefinition[];
  readonly jobs: readonly ScheduledJob[];
};

/** The intake desk: from the rules of who may come to the exit of who came. */
export function desk(chassis: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'log'>): Desk {
  const operators = operatorCalls(chassis);
  const parts = [
    policies(chassis),
    applications(chassis),
    demand(chassis),
    tenancies(chassis),
    serviceRequests(chassis),
    operators,
    incentiveClaims(chassis),
    amenities(chassis),
  ];
  return {
    routes: parts.flatMap(({ routes }) => routes),
    consumers: operators.consumers,
    jobs: parts.flatMap(({ jobs }) => jobs),
  };
}
