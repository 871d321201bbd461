import { workingCalendar } from '@yuanqu/domain';
import type { Chassis } from '@yuanqu/service-kit';
import { makeAcknowledgementRuleStore } from '../adapters/acknowledgement/acknowledgement-rule-store.ts';
import { makeListSupervision, makeReadSupervision } from '../adapters/acknowledgement/list-supervision.ts';
import { makeObligationSweep, parkedObligations } from '../adapters/acknowledgement/obligation-sweep.ts';
import { planStep } from '../adapters/plan-notices.ts';
import { rolesTold } from '../adapters/rule-store.ts';
import { acknowledgementRuleRoutes } from '../http/acknowledgement/acknowledgement-rule-routes.ts';
import { supervisionRoutes } from '../http/acknowledgement/supervision-routes.ts';
import {
  makeAddAcknowledgementRule,
  makeChangeAcknowledgementRule,
  makeRemoveAcknowledgementRule,
} from '../usecases/acknowledgement/change-acknowledgement-rules.ts';
import { makeEscalateOverdue } from '../usecases/acknowledgement/escalate-overdue.ts';
import type { Nudge } from '../usecases/ports.ts';

/** What has to be acknowledged by when: its rules, its list, and the sweep that takes it higher up. */
export function wireAcknowledgement(chassis: Chassis, nudge: Nudge) {
  const { pool, transaction, outbox, audit, clock, log } = chassis;
  const rules = makeAcknowledgementRuleStore(pool);
  const changing = { transaction, rules, rolesTold, audit: audit.record, clock };
  const escalate = makeEscalateOverdue({
    transaction,
    sweep: makeObligationSweep(pool),
    planStep,
    append: outbox.append,
    nudge,
    calendar: workingCalendar(),
    clock,
    failed: (eventId, error) =>
      log.error({ eventId, err: error }, 'an acknowledgement could not be escalated'),
  });
  return {
    routes: [
      acknowledgementRuleRoutes({
        listRules: rules.list,
        addRule: makeAddAcknowledgementRule(changing),
        changeRule: makeChangeAcknowledgementRule(changing),
        removeRule: makeRemoveAcknowledgementRule(changing),
      }),
      supervisionRoutes({
        listSupervision: makeListSupervision(pool),
        readSupervision: makeReadSupervision(pool),
        clock,
      }),
    ],
    jobs: [
      {
        name: 'escalate-overdue',
        cron: '* * * * *',
        run: async (signal: AbortSignal) => {
          const { handled, parked } = await escalate(signal);
          if (handled + parked > 0) log.info({ handled, parked }, 'overdue acknowledgements escalated');
        },
        parked: parkedObligations(pool),
      },
    ],
  };
}
