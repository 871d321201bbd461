import { newId } from '@yuanqu/domain';
import type { Cluster } from './cluster.ts';
import type { Acknowledged } from './update.ts';
import { persistentClient } from './persistent-client.ts';
import type { Random } from './seeded-random.ts';
import { some } from './some.ts';
import type { Verdict } from './verdict.ts';

const updates = 100_000;
const times = 3;
const batchSize = 1_000;
const connections = 4;
const spanMs = 20 * 86_400_000;
const statuses = ['vacant', 'reserved', 'under-works', 'withdrawn'] as const;

/**
 * 100,000 updates of one park over twenty days, each sent three times, all in one great disorder: every unit must stand
 * as its newest update says, in intake and in assessment, and every update be in both histories once.
 */
export async function sendShuffled(
  cluster: Cluster,
  park: string,
  random: Random,
): Promise<{ readonly acknowledged: readonly Acknowledged[]; readonly verify: () => Promise<Verdict> }> {
  const urls = { intakeUrl: cluster.services.intake.url, identityUrl: cluster.services.identity.url };
  const client = persistentClient(park, urls);
  const units = await client.units();
  const before = await standing(cluster, park);
  const now = Date.now();
  const sent = Array.from({ length: updates }, () => ({
    updateId: newId(),
    park,
    unit: random.pick(units),
    status: random.pick(statuses),
    observedAt: new Date(now - random.below(spanMs)).toISOString(),
  }));
  const pile = shuffle(Array.from({ length: times }, () => sent).flat(), random);
  const acknowledged: Acknowledged[] = [];
  const queue = batchesOf(pile).values();
  const worker = async () => {
    for (const batch of queue) {
      const outcomes = await client.send(batch);
      batch.forEach((update, index) =>
        acknowledged.push({ ...update, outcome: outcomes[index] ?? 'missing' }),
      );
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { acknowledged, verify: () => verifyNewest(cluster, park, before, sent) };
}

type Sent = Omit<Acknowledged, 'outcome'>;

async function verifyNewest(
  cluster: Cluster,
  park: string,
  before: readonly Sent[],
  sent: readonly Sent[],
): Promise<Verdict> {
  const newest = new Map(before.map((one) => [one.unit, one]));
  for (const update of sent) {
    const known = newest.get(update.unit);
    if (!known || isNewer(update, known)) newest.set(update.unit, update);
  }
  const wanted = [...newest.values()].map(({ unit, status, updateId }) => `${unit} ${status} ${updateId}`);
  const { rows: inIntake } = await cluster
    .database('intake')
    .query<{ row: string }>(
      `SELECT code || ' ' || status || ' ' || update_id AS row FROM unit WHERE park = $1`,
      [park],
    );
  const { rows: inAssessment } = await cluster.database('assessment').query<{ row: string }>(
    `SELECT code || ' ' || c.status || ' ' || c.update_id AS row
     FROM unit JOIN unit_current AS c ON c.unit_id = unit.id WHERE park = $1`,
    [park],
  );
  const [intake, assessment] = [inIntake, inAssessment].map((rows) => new Set(rows.map(({ row }) => row)));
  return {
    counts: { 'shuffled updates': sent.length, 'units with one': newest.size },
    faults: [
      ...some(
        'units stand otherwise in intake than their newest update says',
        wanted.filter((row) => !intake?.has(row)),
      ),
      ...some(
        'units stand otherwise in assessment',
        wanted.filter((row) => !assessment?.has(row)),
      ),
    ],
  };
}

/** What the units were last seen to be before anything was sent: the newest of all wins, whoever sent it. */
async function standing(cluster: Cluster, park: string): Promise<readonly Sent[]> {
  const { rows } = await cluster
    .database('intake')
    .query<{ unit: string; status: string; updateId: string; at: Date }>(
      `SELECT code AS unit, status, update_id AS "updateId", observed_at AS at FROM unit
     WHERE park = $1 AND status IS NOT NULL`,
      [park],
    );
  return rows.map(({ unit, status, updateId, at }) => ({
    park,
    unit,
    status,
    updateId,
    observedAt: at.toISOString(),
  }));
}

const isNewer = (one: Sent, other: Sent): boolean =>
  one.observedAt === other.observedAt ? one.updateId > other.updateId : one.observedAt > other.observedAt;

function shuffle<T>(items: T[], random: Random): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const index = random.below(last + 1);
    [items[last], items[index]] = [items[index] as T, items[last] as T];
  }
  return items;
}

const batchesOf = <T>(items: readonly T[]): (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
