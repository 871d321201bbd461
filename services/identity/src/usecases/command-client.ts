import { AppError, type Clock } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import { type Client, type ClientCommand, clientDecider } from '../domain/client.ts';
import { checkOwner, type ClientAuthority } from '../domain/client-authority.ts';
import type { AuditEntry } from './audit-entry.ts';
import { clientFact } from './client-facts.ts';
import type { InTransaction } from './ports.ts';

export interface CommandClientPorts {
  readonly inTransaction: InTransaction;
  readonly clock: Clock;
}

/** A command for a client that exists; `toCommand` gets the client as it is, locked, and may refuse. */
export interface ClientOrder {
  readonly clientId: string;
  readonly authority: ClientAuthority;
  readonly toCommand: (client: Client) => ClientCommand | AppError;
  /** What the audit trail calls it. */
  readonly action: string;
  readonly reason?: string;
  readonly context: EventContext;
}

export type CommandClient = (order: ClientOrder) => Promise<Client>;

/**
 * Loads the client, has it decide, keeps the outcome, tells others and the audit trail. Answers the client as it is then.
 * Errors: those of the decider and of `checkOwner`.
 */
export const makeCommandClient =
  ({ inTransaction, clock }: CommandClientPorts): CommandClient =>
  ({ clientId, authority, toCommand, action, reason, context }) =>
    inTransaction(async (unit) => {
      const before = await loadOwn(unit.clients, clientId, authority);
      const now = clock();
      const command = toCommand(before);
      const events = command instanceof AppError ? command : clientDecider.decide(before, command);
      if (events instanceof AppError) throw events;
      if (events.length === 0) return before;
      let after: Client = before;
      for (const event of events) {
        const previous = after;
        after = clientDecider.evolve(previous, event) ?? previous;
        unit.publish([clientFact(event, previous, after, now, context)]);
      }
      await unit.clients.update(after);
      await unit.record(auditEntry(action, before, after, reason));
      return after;
    });

/** The client if the authority may manage it. Error: `client.unknown`. */
export async function loadOwn(
  clients: { readonly load: (clientId: string) => Promise<Client | undefined> },
  clientId: string,
  authority: ClientAuthority,
): Promise<Client> {
  const client = await clients.load(clientId);
  const refusal = checkOwner(authority, client);
  if (refusal) throw refusal;
  return client as Client;
}

const auditEntry = (action: string, before: Client, after: Client, reason?: string): AuditEntry => ({
  action,
  resource: 'client',
  target: before.clientId,
  before,
  after,
  ...(reason === undefined ? {} : { reason }),
});
