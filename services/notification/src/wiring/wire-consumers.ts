import { workingCalendar } from '@yuanqu/domain';
import type { Chassis } from '@yuanqu/service-kit';
import { readAcknowledgementRules } from '../adapters/acknowledgement/acknowledgement-rule-store.ts';
import {
  addToNotices,
  closeMatters,
  reassignObligations,
  writeObligations,
} from '../adapters/acknowledgement/obligation-store.ts';
import { catchUp } from '../adapters/catch-up.ts';
import type { NotificationMetrics } from '../adapters/metrics.ts';
import { cancelDeliveries, giveAddresses, saveOfficials } from '../adapters/official-store.ts';
import { readParkNames, saveParkNames } from '../adapters/park-store.ts';
import { planNotices } from '../adapters/plan-notices.ts';
import { readRobotTemplates, readTemplates } from '../adapters/template-store.ts';
import { onAccounts } from '../consumers/on-accounts.ts';
import { onNoticedEvents } from '../consumers/on-noticed-events.ts';
import { onParks } from '../consumers/on-parks.ts';
import { makeEndMatters } from '../usecases/acknowledgement/end-matters.ts';
import { makeOpenObligations } from '../usecases/acknowledgement/open-obligations.ts';
import { makeFanOut } from '../usecases/fan-out.ts';
import { makeLearnOfficials } from '../usecases/learn-officials.ts';
import { makeLearnParks } from '../usecases/learn-parks.ts';
import type { Nudge } from '../usecases/ports.ts';

/** What this service takes in: who works here, what parks are called, and what people are told of. */
export function wireConsumers({ clock }: Chassis, { planned }: NotificationMetrics, nudge: Nudge) {
  const learnOfficials = makeLearnOfficials({
    saveOfficials,
    giveAddresses,
    cancelDeliveries,
    reassignObligations,
    catchUp,
    nudge,
    observe: planned,
  });
  const fanOut = makeFanOut({
    readTemplates,
    readRobotTemplates,
    readParkNames,
    planNotices,
    openObligations: makeOpenObligations({
      readAcknowledgementRules,
      writeObligations,
      addToNotices,
      calendar: workingCalendar(),
      clock,
    }),
    endMatters: makeEndMatters(closeMatters),
    nudge,
    observe: planned,
    clock,
  });
  return [onAccounts(learnOfficials), onParks(makeLearnParks(saveParkNames)), onNoticedEvents(fanOut)];
}
