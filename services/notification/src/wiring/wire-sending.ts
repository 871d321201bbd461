import { join } from 'node:path';
import type { Chassis } from '@yuanqu/service-kit';
import type { Static } from 'typebox';
import { makeAddressStore, makeReadSecrets } from '../adapters/address-store.ts';
import { makeClaimDeliveries } from '../adapters/claim-deliveries.ts';
import { openMailSender } from '../adapters/mail/open-mail-sender.ts';
import type { NotificationMetrics } from '../adapters/metrics.ts';
import { makeSettleDeliveries } from '../adapters/settle-deliveries.ts';
import { guardedLookup } from '../adapters/outgoing/guarded-lookup.ts';
import { openSecretKey } from '../adapters/outgoing/open-secret-key.ts';
import { secretBox } from '../adapters/outgoing/secret-box.ts';
import { webhookSender } from '../adapters/webhook/webhook-sender.ts';
import type { NotificationSettings } from '../config.ts';
import { makeDrain } from '../usecases/drain-deliveries.ts';

// Claimed and settled together: with 64 the ledger drained at 60 % of the speed. To one receiver go at most 64 at a time.
const webhookSlots = 256;
const connectionsPerReceiver = 64;

/** What leaves the platform: mail and webhooks, the ledger behind them, and the addresses they go to. */
export async function wireSending(
  { settings, pool, transaction, log }: Chassis<Static<typeof NotificationSettings>>,
  metrics: NotificationMetrics,
) {
  const allowLoopback = settings.YUANQU_WEBHOOK_ALLOW_LOOPBACK;
  const lookup = guardedLookup(allowLoopback);
  const box = secretBox(await openSecretKey(settings.YUANQU_NOTIFICATION_KEY, settings.YUANQU_DATA));
  const mailFiles = join(settings.YUANQU_DATA, 'mail');
  const mail = openMailSender(settings.YUANQU_SMTP_URL, mailFiles, settings.YUANQU_MAIL_FROM);
  const secretsOf = makeReadSecrets(pool, box);
  const webhooks = webhookSender({ secretsOf, allowLoopback, lookup, connections: connectionsPerReceiver });
  const ledger = {
    claim: makeClaimDeliveries(pool),
    settle: makeSettleDeliveries(pool, transaction, metrics.settled),
    failed: (error: unknown) =>
      log.warn({ err: error }, 'the ledger of deliveries could not be read or written'),
  };
  const mailDrain = makeDrain({ ...ledger, channel: 'email', slots: mail.slots, send: mail.send });
  const webhookDrain = makeDrain({ ...ledger, channel: 'webhook', slots: webhookSlots, send: webhooks.send });
  return {
    addresses: makeAddressStore(pool, box),
    allowLoopback,
    lookup,
    box,
    /** Where mails are written; undefined when a server takes them. */
    mailFiles: settings.YUANQU_SMTP_URL === undefined ? mailFiles : undefined,
    wake: () => {
      mailDrain.wake();
      webhookDrain.wake();
    },
    background: [
      { name: 'mail', start: mailDrain.start, stop: () => mailDrain.stop().then(mail.stop) },
      { name: 'webhooks', start: webhookDrain.start, stop: () => webhookDrain.stop().then(webhooks.stop) },
    ],
  };
}
