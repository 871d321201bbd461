import { AppError, Day, type Month, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type CasePorts, handleCase, type OnCase, type Who } from '@yuanqu/service-kit';
import { effectOf } from '../../domain/incidents/incident-effect.ts';
import type { Incident, IncidentEntry } from '../../domain/incidents/incident.ts';
import { ruleInForce } from '../../domain/rule-in-force.ts';
import { knownPark } from '../known-park.ts';
import type { ListRules, LockMonth } from '../league-ports.ts';
import type { ListParks } from '../reading-ports.ts';
import { incidentKind } from './incident-kind.ts';

interface Ports extends CasePorts {
  readonly db: Executor;
  readonly lockMonth: LockMonth;
  readonly listParks: ListParks;
  readonly listRules: ListRules;
}

/**
 * Records what happened in a park, with what the rule of its month makes of it, and withdraws it again with a reason. A closed month takes no more incidents: it has
 * to be reopened first; a withdrawal counts when the month is next reckoned.
 * Errors: `assessment.unknown-park`, `day.malformed`, `incident.future`, `assessment.month-closed`, those of the decider.
 */
export const makeCommandIncident = ({
  db,
  transaction,
  append,
  clock,
  lockMonth,
  listParks,
  listRules,
}: Ports) => ({
  record: async (entry: IncidentEntry, who: Who): Promise<CaseFile<Incident>> => {
    await knownPark(db, listParks, entry.park);
    const month = monthOfDay(entry.day, clock());
    return transaction(async (tx) => {
      // Whoever closes the month meanwhile waits, or has closed it.
      const { state } = await lockMonth(tx, month);
      if (state === 'closed') throw monthClosed(month);
      const at = clock();
      const rule = ruleInForce(await listRules(tx), month);
      const effect = rule && effectOf(rule, entry.incidentKind);
      const command = { kind: 'record' as const, ...entry, ...(effect && { effect }), by: who.by };
      const { file, events } = await handleCase(tx, incidentKind, newId(at.getTime()), command, {
        ...who,
        at,
      });
      await append(tx, events);
      return file;
    });
  },
  withdraw: ({ id, expected, who }: OnCase, reason: string): Promise<CaseFile<Incident>> =>
    transaction(async (tx) => {
      const command = { kind: 'withdraw' as const, reason, by: who.by };
      const deed = { ...who, at: clock() };
      const { file, events } = await handleCase(tx, incidentKind, id, command, deed, { expected });
      await append(tx, events);
      return file;
    }),
});

export type CommandIncident = ReturnType<typeof makeCommandIncident>;

function monthOfDay(text: string, now: Date): Month {
  const day = Day.parse(text);
  if (day instanceof AppError) throw day;
  if (day > Day.of(now))
    throw new AppError(
      'incident.future',
      'invalid',
      '事件日期不能晚于今天。 The day of an incident cannot lie in the future.',
      { errors: [{ pointer: '/day', code: 'future', detail: 'lies in the future' }] },
    );
  return day.slice(0, 7) as Month;
}

const monthClosed = (month: Month): AppError =>
  new AppError(
    'assessment.month-closed',
    'conflict',
    `${month} 已评定，不能再登记扣分事件；须先由两人重新开放。 ${month} is closed and takes no more incidents: it has to be reopened first, by two people (POST /league-tables/${month}/reopenings).`,
    { month },
  );
