import { join } from 'node:path';
import type { Chassis } from '@yuanqu/service-kit';
import type { Static } from 'typebox';
import { makeClaimDeliveries } from '../adapters/claim-deliveries.ts';
import type { NotificationMetrics } from '../adapters/metrics.ts';
import type { SecretBox } from '../adapters/outgoing/secret-box.ts';
import { makeSettleDeliveries } from '../adapters/settle-deliveries.ts';
import { openSmsProvider } from '../adapters/sms/open-sms-provider.ts';
import { makeReadSmsSource, makeSmsTemplateStore } from '../adapters/sms/sms-template-store.ts';
import type { NotificationSettings } from '../config.ts';
import { partsOfSealed } from '../domain/sms/sealed-target.ts';
import { smsTemplateRoutes } from '../http/sms/sms-template-routes.ts';
import { makeDrain } from '../usecases/drain-deliveries.ts';
import { makeRemoveSmsTemplate, makeSetSmsTemplate } from '../usecases/sms/change-sms-templates.ts';
import { makeSendBySms } from '../usecases/sms/send-sms.ts';

const slots = 10;

/** Text messages: the provider, its templates, and what is sent through it. */
export function wireSms(
  { settings, pool, transaction, audit, clock, log }: Chassis<Static<typeof NotificationSettings>>,
  metrics: NotificationMetrics,
  { box }: { readonly box: SecretBox },
) {
  const folder = join(settings.YUANQU_DATA, 'sms');
  const provider = openSmsProvider(settings.YUANQU_SMS_URL, settings.YUANQU_SMS_KEY, folder);
  const drain = makeDrain({
    channel: 'sms',
    slots,
    claim: makeClaimDeliveries(pool),
    send: makeSendBySms({
      sendSms: provider.send,
      openPhone: (target, officialId) => box.open(partsOfSealed(target).sealed, officialId),
      readSource: makeReadSmsSource(pool),
    }),
    settle: makeSettleDeliveries(pool, transaction, metrics.settled),
    failed: (error) => log.warn({ err: error }, 'the ledger of text messages could not be read or written'),
  });
  const templates = makeSmsTemplateStore(pool);
  const changing = { transaction, audit: audit.record, templates, clock };
  return {
    routes: [
      smsTemplateRoutes({
        listTemplates: templates.list,
        setTemplate: makeSetSmsTemplate(changing),
        removeTemplate: makeRemoveSmsTemplate(changing),
      }),
    ],
    wake: drain.wake,
    background: [{ name: 'sms', start: drain.start, stop: () => drain.stop().then(provider.stop) }],
  };
}
