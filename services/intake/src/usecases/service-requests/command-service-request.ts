import { type AppError, type Clock, formatInstant, newId, workingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { CaseFile, CommandCase, OnCase, Who } from '@yuanqu/service-kit';
import {
  serviceCategories,
  type ServiceCategory,
  type ServiceCommand,
  type ServiceRequest,
} from '../../domain/service-requests/service-request.ts';
import { notTheirUnit, notTenant } from '../../domain/service-requests/asker-refusals.ts';
import { unknownPark, unknownUnit } from '../describe-parks.ts';
import { checkedTenant } from '../tenancies/checked-terms.ts';

export interface Asked {
  readonly park: string;
  readonly category: ServiceCategory;
  readonly tenant: ServiceRequest['tenant'];
  readonly unit?: string;
  readonly words: string;
}

/** The units of the park that a tenant is seen in or holds by contract, and the usage of the one that is asked about, if it stands. */
export type ReadSpaceOf = (
  db: Executor,
  asker: Pick<Asked, 'park' | 'tenant' | 'unit'>,
) => Promise<{ readonly held: ReadonlySet<string>; readonly usage: string | undefined }>;

export interface ServiceRequestPorts {
  readonly db: Executor;
  readonly command: CommandCase<ServiceRequest, ServiceCommand>;
  readonly clock: Clock;
  readonly parkExists: (db: Executor, park: string) => Promise<boolean>;
  readonly readSpaceOf: ReadSpaceOf;
}

const calendar = workingCalendar();
/** Working days after which an answer that nobody objects to is taken as accepted. */
const acceptanceDays = 7;

/**
 * Asks, answers, asks again, rates and withdraws. Errors: those of the decider, `intake.unknown-park`, `intake.unknown-unit`,
 * `service-request.not-a-tenant`, `service-request.not-their-unit`, those of a credit code.
 */
export const makeCommandServiceRequest = ({
  db,
  command,
  clock,
  parkExists,
  readSpaceOf,
}: ServiceRequestPorts) => {
  const dueIn = (days: number): string => formatInstant(calendar.deadline(clock(), days));
  const give = ({ id, expected, who }: OnCase, given: ServiceCommand) =>
    command(id, given, who, { expected });
  return {
    open: async (asked: Asked, who: Who): Promise<CaseFile<ServiceRequest>> => {
      if (!(await parkExists(db, asked.park))) throw unknownPark(asked.park);
      const asking = { ...asked, tenant: checkedTenant(asked.tenant) };
      const refused = refuseAsker(asking, await readSpaceOf(db, asking));
      if (refused) throw refused;
      return command(
        newId(clock().getTime()),
        {
          kind: 'open',
          ...asking,
          answerDueAt: dueIn(serviceCategories[asked.category].days),
          by: who.by,
        },
        who,
      );
    },
    answer: (on: OnCase, words: string) =>
      give(on, {
        kind: 'answer',
        words,
        by: on.who.by,
        at: clock().toISOString(),
        closesAt: dueIn(acceptanceDays),
      }),
    reopen: (on: OnCase, words: string, category: ServiceCategory) =>
      give(on, {
        kind: 'reopen',
        words,
        by: on.who.by,
        answerDueAt: dueIn(serviceCategories[category].days),
      }),
    rate: (on: OnCase, stars: number, words: string | undefined) =>
      give(on, { kind: 'rate', stars, by: on.who.by, ...(words !== undefined && { words }) }),
    withdraw: (on: OnCase) => give(on, { kind: 'withdraw' }),
  };
};

export type CommandServiceRequest = ReturnType<typeof makeCommandServiceRequest>;

/** Whoever asks has space in the park; a unit is theirs, or everybody's. */
function refuseAsker(
  { park, tenant, unit }: Asked,
  { held, usage }: Awaited<ReturnType<ReadSpaceOf>>,
): AppError | undefined {
  if (held.size === 0) return notTenant(park, tenant.uscc ?? tenant.name);
  if (unit === undefined || held.has(unit) || usage === 'public') return undefined;
  return usage === undefined ? unknownUnit(park, unit) : notTheirUnit(unit, [...held].toSorted(byCode));
}

const byCode = (one: string, other: string): number => (one < other ? -1 : 1);
