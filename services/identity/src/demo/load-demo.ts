import { type Clock, newId } from '@yuanqu/domain';
import type { HashSecret, InTransaction, PasswordHashing, Unit } from '../usecases/ports.ts';
import { addAccount } from '../usecases/register-account.ts';
import { addClient } from '../usecases/register-client.ts';
import { demoParks, demoPassword, demoPeople, type DemoPerson } from './demo-people.ts';

export interface LoadDemoPorts {
  readonly inTransaction: InTransaction;
  readonly passwords: PasswordHashing;
  readonly hashSecret: HashSecret;
  readonly clock: Clock;
}

/** Makes the demo's people and clients if there are no accounts yet. Answers whether it did. */
export async function loadDemo(ports: LoadDemoPorts): Promise<boolean> {
  const { inTransaction, passwords, clock } = ports;
  const now = clock();
  // One hash for all: the password is public, and one for each would take half a second.
  const hash = await passwords.hash(demoPassword);
  return inTransaction(async (unit) => {
    if (!(await unit.accounts.areNone())) return false;
    for (const person of demoPeople) await addPerson(unit, person, hash, now);
    for (const park of demoParks) await addOperatorClient(unit, park, ports.hashSecret(demoPassword), now);
    await unit.record({
      action: 'demo.loaded',
      resource: 'account',
      after: { people: demoPeople.length, clients: demoParks.length },
    });
    return true;
  });
}

async function addPerson(unit: Unit, person: DemoPerson, hash: string, now: Date): Promise<void> {
  const { username, name, role, park, enterprise } = person;
  const profile = {
    name,
    language: 'zh',
    roles: [role],
    parks: park === undefined ? '*' : [park],
    ...(role === 'park-operator' ? { operator: `operator-${park}` } : {}),
    ...(enterprise === undefined ? {} : { enterprise }),
  } as const;
  const { id } = await addAccount(unit, { id: newId(), username, profile, demo: true }, now, {});
  await unit.passwords.set({ accountId: id, hash, changedAt: now });
}

async function addOperatorClient(
  unit: Unit,
  { code, name }: (typeof demoParks)[number],
  secretHash: Buffer,
  now: Date,
): Promise<void> {
  const clientId = `operator-${code}`;
  const profile = { name: `${name}运营系统(演示)`, parks: [code] };
  await addClient(unit, { clientId, operator: clientId, profile, demo: true }, now, {});
  await unit.clientSecrets.add(clientId, { id: newId(), createdAt: now }, secretHash);
}
