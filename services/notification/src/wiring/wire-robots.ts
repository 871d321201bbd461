import type { Chassis } from '@yuanqu/service-kit';
import type { Static } from 'typebox';
import type { NotificationMetrics } from '../adapters/metrics.ts';
import type { guardedLookup } from '../adapters/outgoing/guarded-lookup.ts';
import type { SecretBox } from '../adapters/outgoing/secret-box.ts';
import { makeClaimRobotMessages } from '../adapters/robots/claim-robot-messages.ts';
import { robotSender } from '../adapters/robots/robot-sender.ts';
import { makeOpenRobotKey, makeRobotStore } from '../adapters/robots/robot-store.ts';
import { makeSettleRobotMessages } from '../adapters/robots/settle-robot-messages.ts';
import { openPrisma } from '../adapters/prisma/open-prisma.ts';
import { makeListRobotTemplates, robotTemplateStore } from '../adapters/template-store.ts';
import type { NotificationSettings } from '../config.ts';
import { robotRoutes } from '../http/robots/robot-routes.ts';
import { robotTemplateRoutes } from '../http/robots/robot-template-routes.ts';
import { makeChangeTemplate, makeRemoveRobotTemplate } from '../usecases/change-template.ts';
import { makeDrain } from '../usecases/drain-deliveries.ts';
import {
  makeAddRobot,
  makeChangeRobot,
  makeListRobots,
  makeRemoveRobot,
} from '../usecases/robots/change-robots.ts';

// Messages under way at a time. A robot has ten tokens at most.
const slots = 64;

/** Robots of group chats: who sets them up, and what is sent to them within their limits. */
export function wireRobots(
  chassis: Chassis<Static<typeof NotificationSettings>>,
  metrics: NotificationMetrics,
  { box, lookup }: { readonly box: SecretBox; readonly lookup: ReturnType<typeof guardedLookup> },
) {
  const { settings, pool, transaction, audit, clock, log } = chassis;
  const sender = robotSender({
    addresses: { wecom: settings.YUANQU_WECOM_URL, dingtalk: settings.YUANQU_DINGTALK_URL },
    openKey: makeOpenRobotKey(box),
    allowLoopback: settings.YUANQU_WEBHOOK_ALLOW_LOOPBACK,
    lookup,
  });
  const drain = makeDrain({
    channel: 'robot',
    slots,
    claim: makeClaimRobotMessages(transaction),
    send: sender.send,
    settle: makeSettleRobotMessages(transaction, metrics.settled),
    failed: (error) => log.warn({ err: error }, 'the ledger of robots could not be read or written'),
  });
  const changing = { transaction, audit: audit.record, robots: makeRobotStore(pool, box), clock };
  const templates = {
    transaction,
    audit: audit.record,
    templates: robotTemplateStore,
    clock,
    readers: 'robots',
  } as const;
  return {
    routes: [
      robotRoutes({
        listRobots: makeListRobots(changing),
        addRobot: makeAddRobot(changing),
        changeRobot: makeChangeRobot(changing),
        removeRobot: makeRemoveRobot(changing),
      }),
      robotTemplateRoutes({
        listTemplates: makeListRobotTemplates(openPrisma(chassis.prismaAdapter())),
        changeTemplate: makeChangeTemplate(templates),
        removeTemplate: makeRemoveRobotTemplate(templates),
      }),
    ],
    wake: drain.wake,
    background: [{ name: 'robots', start: drain.start, stop: () => drain.stop().then(sender.stop) }],
  };
}
