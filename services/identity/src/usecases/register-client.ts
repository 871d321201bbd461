import { AppError, type Clock, newId } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import { type Client, clientDecider, type ClientProfile } from '../domain/client.ts';
import { checkReach, type ClientAuthority } from '../domain/client-authority.ts';
import { clientFact } from './client-facts.ts';
import type { InTransaction, NewSecret, Unit } from './ports.ts';

export interface RegisterClientPorts {
  readonly inTransaction: InTransaction;
  readonly newSecret: NewSecret;
  readonly clock: Clock;
}

export interface RegisterClientCommand {
  readonly clientId: string;
  readonly operator: string;
  readonly profile: ClientProfile;
  readonly authority: ClientAuthority;
  readonly context: EventContext;
}

/** The client and its first secret: shown once. */
export interface RegisteredClient {
  readonly client: Client;
  readonly secretId: string;
  readonly secret: string;
}

export type RegisterClient = (command: RegisterClientCommand) => Promise<RegisteredClient>;

/** Gives an operator's system access. Errors: `client.exists`, `client.other-operator`, `client.other-park`. */
export const makeRegisterClient =
  ({ inTransaction, newSecret, clock }: RegisterClientPorts): RegisterClient =>
  async ({ clientId, operator, profile, authority, context }) => {
    const refusal = checkReach(authority, { operator, parks: profile.parks });
    if (refusal) throw refusal;
    const now = clock();
    const secretId = newId();
    const { secret, hash } = newSecret();
    const client = await inTransaction(async (unit) => {
      const registered = await addClient(unit, { clientId, operator, profile, demo: false }, now, context);
      await unit.clientSecrets.add(clientId, { id: secretId, createdAt: now }, hash);
      await unit.record({
        action: 'client.registered',
        resource: 'client',
        target: clientId,
        after: registered,
      });
      return registered;
    });
    return { client, secretId, secret };
  };

/** Decides, keeps and publishes a new client within the transaction. */
export async function addClient(
  unit: Unit,
  command: Pick<Client, 'clientId' | 'operator' | 'demo'> & { readonly profile: ClientProfile },
  now: Date,
  context: EventContext,
): Promise<Client> {
  const events = clientDecider.decide(undefined, { kind: 'register', ...command });
  if (events instanceof AppError) throw events;
  const [event] = events;
  const client = event && clientDecider.evolve(undefined, event);
  if (!client) throw new Error('a registration made no client');
  if (!(await unit.clients.insert(client, now)))
    throw new AppError('client.exists', 'conflict', `The client id ${command.clientId} is taken.`);
  unit.publish([clientFact(event, undefined, client, now, context)]);
  return client;
}
