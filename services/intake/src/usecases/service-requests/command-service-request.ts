import { type Clock, formatInstant, newId, workingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { CaseFile, CommandCase, OnCase, Who } from '@yuanqu/service-kit';
import {
  serviceCategories,
  type ServiceCategory,
  type ServiceCommand,
  type ServiceRequest,
} from '../../domain/service-requests/service-request.ts';
import { unknownPark } from '../describe-parks.ts';
import { checkedTenant } from '../tenancies/checked-terms.ts';

export interface Asked {
  readonly park: string;
  readonly category: ServiceCategory;
  readonly tenant: ServiceRequest['tenant'];
  readonly unit?: string;
  readonly words: string;
}

export interface ServiceRequestPorts {
  readonly db: Executor;
  readonly command: CommandCase<ServiceRequest, ServiceCommand>;
  readonly clock: Clock;
  readonly parkExists: (db: Executor, park: string) => Promise<boolean>;
}

const calendar = workingCalendar();
/** Working days after which an answer that nobody objects to is taken as accepted. */
const acceptanceDays = 7;

/** Asks, answers, asks again, rates and withdraws. Errors: those of the decider, `intake.unknown-park`, those of a credit code. */
export const makeCommandServiceRequest = ({ db, command, clock, parkExists }: ServiceRequestPorts) => {
  const dueIn = (days: number): string => formatInstant(calendar.deadline(clock(), days));
  const give = ({ id, expected, who }: OnCase, given: ServiceCommand) =>
    command(id, given, who, { expected });
  return {
    open: async (asked: Asked, who: Who): Promise<CaseFile<ServiceRequest>> => {
      if (!(await parkExists(db, asked.park))) throw unknownPark(asked.park);
      return command(
        newId(clock().getTime()),
        {
          kind: 'open',
          ...asked,
          tenant: checkedTenant(asked.tenant),
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
      give(on, { kind: 'reopen', words, answerDueAt: dueIn(serviceCategories[category].days) }),
    rate: (on: OnCase, stars: number, words: string | undefined) =>
      give(on, { kind: 'rate', stars, ...(words !== undefined && { words }) }),
    withdraw: (on: OnCase) => give(on, { kind: 'withdraw' }),
  };
};

export type CommandServiceRequest = ReturnType<typeof makeCommandServiceRequest>;
