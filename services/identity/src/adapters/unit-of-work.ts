import type { NewEvent } from '@yuanqu/events';
import type { Executor, Outbox } from '@yuanqu/messaging';
import type { AuditTrail, Transaction } from '@yuanqu/service-kit';
import type { InTransaction, Unit } from '../usecases/ports.ts';
import { accountStore, passwordStore } from './account-store.ts';
import { clientSecretStore, clientStore } from './client-store.ts';
import { sessionStore } from './session-store.ts';
import { signingKeyStore } from './signing-key-store.ts';

/** Binds the stores to a transaction; what is published goes to the outbox as its last statement. */
export const unitOfWork =
  (transaction: Transaction, outbox: Outbox, audit: AuditTrail): InTransaction =>
  (work) =>
    transaction(async (tx) => {
      const events: NewEvent[] = [];
      const result = await work(unit(tx, events, audit));
      await outbox.append(tx, events);
      return result;
    });

const unit = (tx: Executor, events: NewEvent[], audit: AuditTrail): Unit => ({
  accounts: accountStore(tx),
  passwords: passwordStore(tx),
  sessions: sessionStore(tx),
  clients: clientStore(tx),
  clientSecrets: clientSecretStore(tx),
  signingKeys: signingKeyStore(tx),
  publish: (published) => void events.push(...published),
  record: (entry, origin) => audit.record(tx, entry, origin),
});
