import { type Clock, workingCalendar } from '@yuanqu/domain';
import type { NewEvent, RecordedEvent } from '@yuanqu/events';
import { readAcknowledgementRules } from '../adapters/acknowledgement/acknowledgement-rule-store.ts';
import {
  addToNotices,
  closeMatters,
  reassignObligations,
  writeObligations,
} from '../adapters/acknowledgement/obligation-store.ts';
import { catchUp } from '../adapters/catch-up.ts';
import { cancelDeliveries, giveAddresses, saveOfficials } from '../adapters/official-store.ts';
import { readParkNames } from '../adapters/park-store.ts';
import { planNotices } from '../adapters/plan-notices.ts';
import { readRobotTemplates, readTemplates } from '../adapters/template-store.ts';
import { makeEndMatters } from '../usecases/acknowledgement/end-matters.ts';
import { makeOpenObligations } from '../usecases/acknowledgement/open-obligations.ts';
import { makeFanOut } from '../usecases/fan-out.ts';
import { makeLearnOfficials } from '../usecases/learn-officials.ts';
import type { NotificationDatabase } from './notification-database.ts';

const quiet = { nudge: () => {}, observe: () => {} };

/** Delivers a slice as the log does: what each consumer wants of it, in a transaction each. */
export function deliveringTo(
  database: NotificationDatabase,
  clock: Clock = () => new Date(),
): (slice: readonly NewEvent[]) => Promise<void> {
  const openObligations = makeOpenObligations({
    readAcknowledgementRules,
    writeObligations,
    addToNotices,
    calendar: workingCalendar(),
    clock,
  });
  const endMatters = makeEndMatters(closeMatters);
  const texts = { readTemplates, readRobotTemplates, readParkNames };
  const fanOut = makeFanOut({ ...quiet, ...texts, planNotices, openObligations, endMatters, clock });
  const learnOfficials = makeLearnOfficials({
    ...quiet,
    saveOfficials,
    giveAddresses,
    cancelDeliveries,
    reassignObligations,
    catchUp,
  });
  return async (slice) => {
    const recorded = slice.map(
      (event) => ({ ...event, type: event.definition.type }) as unknown as RecordedEvent,
    );
    const accounts = recorded.filter(({ type }) => type.includes('.identity.account.'));
    const news = recorded.filter((event) => !accounts.includes(event));
    if (accounts.length > 0) await database.inTransaction((tx) => learnOfficials(tx, accounts as never));
    if (news.length > 0) await database.inTransaction((tx) => fanOut(tx, news));
  };
}
