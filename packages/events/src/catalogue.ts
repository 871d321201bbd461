import * as candidate from './assessment/candidate-events.ts';
import * as chain from './assessment/chain-events.ts';
import * as goal from './assessment/goal-events.ts';
import * as incident from './assessment/incident-events.ts';
import * as leagueTable from './assessment/league-table-events.ts';
import * as objection from './assessment/objection-events.ts';
import * as operatorStanding from './assessment/operator-standing-events.ts';
import * as assessedPark from './assessment/park-events.ts';
import * as assessmentRule from './assessment/rule-events.ts';
import type { EventDefinition } from './envelope.ts';
import * as account from './identity/account-events.ts';
import * as client from './identity/client-events.ts';
import * as enterprise from './intake/enterprise-events.ts';
import * as enterpriseFigures from './intake/enterprise-figures-events.ts';
import * as operator from './intake/operator-events.ts';
import * as operatorCall from './intake/operator-call-events.ts';
import * as application from './intake/application-events.ts';
import * as serviceRequest from './intake/service-request-events.ts';
import * as incentiveClaim from './intake/incentive-claim-events.ts';
import * as demand from './intake/demand-events.ts';
import * as tenancy from './intake/tenancy-events.ts';
import * as park from './intake/park-events.ts';
import * as policy from './intake/policy-events.ts';
import * as task from './intake/task-events.ts';
import * as unit from './intake/unit-events.ts';
import * as message from './notification/message-events.ts';

/** Every event of the platform, in every version that is still published. */
export const catalogue: readonly EventDefinition[] = [
  account,
  client,
  park,
  unit,
  enterprise,
  enterpriseFigures,
  operator,
  task,
  policy,
  application,
  tenancy,
  demand,
  serviceRequest,
  operatorCall,
  incentiveClaim,
  assessedPark,
  leagueTable,
  incident,
  objection,
  operatorStanding,
  assessmentRule,
  chain,
  candidate,
  goal,
  message,
].flatMap((file) => Object.values<EventDefinition>(file));

/** The events that a service publishes. */
export const publishedBy = (service: string): readonly EventDefinition[] =>
  catalogue.filter(({ source }) => source === `/${service}`);
