import type { Chassis } from '@yuanqu/service-kit';
import { makeListDeadAddresses } from '../adapters/list-dead-addresses.ts';
import { makeListLedger, makeReadLedgerEntry, makeRetryDelivery } from '../adapters/ledger.ts';
import { lockFailed, makeDue } from '../adapters/replay-deliveries.ts';
import { mailFolder } from '../adapters/mail/mail-folder.ts';
import { makeIsForbiddenHost } from '../adapters/outgoing/forbidden-host.ts';
import { newSecret } from '../adapters/webhook/new-secret.ts';
import { addressRoutes } from '../http/address-routes.ts';
import { deadAddressRoutes } from '../http/dead-address-routes.ts';
import { deliveryRoutes } from '../http/delivery-routes.ts';
import { replayRoutes } from '../http/replay-routes.ts';
import { mailRoutes } from '../http/mail-routes.ts';
import {
  makeRemoveAddress,
  makeSetEmail,
  makeSetPhone,
  makeSetWebhook,
} from '../usecases/change-addresses.ts';
import { makeReplayDeliveries } from '../usecases/replay-deliveries.ts';
import { makeRotateSecret } from '../usecases/rotate-secret.ts';
import type { wireSending } from './wire-sending.ts';

/** What went out, what came of it, and where people are reached. */
export function wireLedger(
  { pool, transaction, audit, clock }: Chassis,
  { addresses, allowLoopback, lookup, mailFiles }: Awaited<ReturnType<typeof wireSending>>,
  nudge: () => void,
) {
  const changing = { transaction, audit: audit.record, addresses, newSecret, clock };
  return {
    routes: [
      deliveryRoutes({
        listLedger: makeListLedger(pool),
        readLedgerEntry: makeReadLedgerEntry(pool),
        retryDelivery: makeRetryDelivery(pool),
        nudge,
      }),
      replayRoutes(makeReplayDeliveries({ transaction, lockFailed, makeDue, nudge })),
      deadAddressRoutes(makeListDeadAddresses(pool)),
      addressRoutes({
        readAddresses: addresses.read,
        setEmail: makeSetEmail(changing),
        setPhone: makeSetPhone(changing),
        setWebhook: makeSetWebhook({
          ...changing,
          allowLoopback,
          isForbiddenHost: makeIsForbiddenHost(lookup, allowLoopback),
        }),
        rotateSecret: makeRotateSecret(changing),
        removeAddress: makeRemoveAddress(changing),
      }),
      ...(mailFiles === undefined ? [] : [mailRoutes(mailFolder(mailFiles))]),
    ],
  };
}
