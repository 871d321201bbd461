import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { insertEnterprises, insertOperators, insertParks, insertUnits } from '../adapters/registry-writer.ts';
import type { OccupancyUpdate } from '../domain/occupancy-update.ts';
import { settleBatch } from '../domain/settle-batch.ts';
import { completionTask } from '../usecases/completion-task.ts';
import { contentHash } from '../usecases/content-hash.ts';
import { eventsOf } from '../usecases/occupancy-events.ts';
import type { SettlingPorts } from '../usecases/ports.ts';
import {
  enterpriseRegisteredEvent,
  operatorContractedEvent,
  parkRegisteredEvent,
  unitRegisteredEvent,
} from '../usecases/registry-events.ts';
import { type DemoDistrict, demoDistrict } from './demo-district.ts';
import { loadFigures } from './load-figures.ts';
import { loadAmenities } from './load-amenities.ts';
import { loadDesk } from './load-desk.ts';
import { loadIncentiveClaims } from './load-incentive-claims.ts';
import { publishedDistrict } from './published-facts.ts';

export type LoadDemoPorts = Pick<SettlingPorts, 'transaction' | 'load' | 'save' | 'append' | 'clock'>;

/**
 * Puts the demo district into an empty database, with its events, in one transaction: a start that is killed leaves
 * nothing of it. False when there are parks already.
 */
export const makeLoadDemo =
  ({ transaction, load, save, append, clock }: LoadDemoPorts) =>
  (): Promise<boolean> =>
    transaction(async (tx) => {
      if (await hasParks(tx)) return false;
      const now = clock();
      const district = demoDistrict(now.getTime());
      await insertRegistry(tx, district, now);
      const events = registryEvents(district, now);
      for (const { operator, updates } of district.updates)
        events.push(...(await settlePark({ load, save }, tx, operator, updates, now)));
      events.push(...(await loadFigures(tx, district, now)));
      const parks = district.estates.map(({ park }) => park);
      await loadAmenities(tx, parks, now);
      events.push(...(await loadDesk(tx, parks, now)));
      events.push(...(await loadIncentiveClaims(tx, now)));
      // Everything else first: the log's heads stay locked from here to the commit.
      for (const some of inChunks(events)) await append(tx, some);
      return true;
    });

async function hasParks(tx: Executor): Promise<boolean> {
  // One instance at a time; the others find the parks. Slow machines need more than the usual times; a timer of a
  // transaction that runs is only set anew when it is off.
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtext('intake demo')), set_config('transaction_timeout', '0', true),
            set_config('idle_in_transaction_session_timeout', '1min', true)`,
  );
  await tx.query("SELECT set_config('transaction_timeout', '2min', true)");
  const { rowCount } = await tx.query('SELECT FROM park LIMIT 1');
  return rowCount !== 0;
}

async function insertRegistry(tx: Executor, district: DemoDistrict, now: Date): Promise<void> {
  const { code, name, city, province } = publishedDistrict;
  await tx.query('INSERT INTO district (code, name, city, province) VALUES ($1, $2, $3, $4)', [
    code,
    name,
    city,
    province,
  ]);
  await insertParks(
    tx,
    code,
    district.estates.map(({ park }) => park),
  );
  await insertUnits(
    tx,
    district.estates.flatMap(({ units }) => units),
  );
  await insertOperators(tx, district.operators, district.contracts);
  await insertEnterprises(tx, district.enterprises, now);
}

function registryEvents({ estates, operators, contracts, enterprises }: DemoDistrict, now: Date): NewEvent[] {
  const byCode = new Map(operators.map((operator) => [operator.code, operator]));
  return [
    ...estates.map(({ park, units }) => parkRegisteredEvent(park, units, now)),
    ...contracts.flatMap((contract) => {
      const operator = byCode.get(contract.operator);
      return operator ? [operatorContractedEvent(operator, contract, 1, now)] : [];
    }),
    ...enterprises.map((enterprise) => enterpriseRegisteredEvent(enterprise, now)),
    ...estates.flatMap(({ units }) => units.map((unit) => unitRegisteredEvent(unit, now))),
  ];
}

/** Settles a park's updates as its stream would, but for their age: the first looks are older than the stream takes. */
async function settlePark(
  { load, save }: Pick<LoadDemoPorts, 'load' | 'save'>,
  tx: Executor,
  operator: string,
  updates: readonly OccupancyUpdate[],
  now: Date,
): Promise<readonly NewEvent[]> {
  const events: NewEvent[] = [];
  for (const some of inChunks(updates)) {
    const lines = some.map((update) => ({
      sender: { operator, parks: '*' as const },
      update,
      contentHash: contentHash(update),
      context: {},
    }));
    const known = await load(tx, { lines, clientIds: [], time: { nowMs: now.getTime(), oldestMs: 0 } });
    const batch = settleBatch(lines, known);
    const refused = batch.settlements.find(({ outcome }) => outcome === 'rejected');
    if (refused) throw new Error(`the demo has an update that is refused: ${JSON.stringify(refused)}`);
    const tasks = batch.newEnterprises.map((enterprise) => completionTask(enterprise, now));
    await save(tx, batch, tasks, now);
    events.push(...eventsOf(batch, tasks, now));
  }
  return events;
}

const chunkSize = 2_000;

const inChunks = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / chunkSize) }, (_, index) =>
    items.slice(index * chunkSize, (index + 1) * chunkSize),
  );
