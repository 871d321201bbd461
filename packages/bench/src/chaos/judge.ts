import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { judgeFigures } from './judge-figures.ts';
import { judgeRecipients } from './judge-recipients.ts';
import type { Acknowledged } from './update.ts';
import type { Verdict } from './verdict.ts';
import { some } from './some.ts';

/** Waits until no group lags behind any more. Throws when nothing has moved for the patience, with what still lags. */
export async function untilCaughtUp(cluster: Cluster, patienceMs = 60_000): Promise<void> {
  let before = '';
  for (let until = Date.now() + patienceMs; ; await wait(500)) {
    const behind = (await lagging(cluster)).join(', ');
    if (behind === '') return;
    if (behind !== before) until = Date.now() + patienceMs;
    if (Date.now() > until) throw new Error(`nothing moved for ${patienceMs} ms: ${behind}`);
    before = behind;
  }
}

/** Holds the client's own log against what the services' databases say. */
export async function judge(cluster: Cluster, acknowledged: readonly Acknowledged[]): Promise<Verdict> {
  const intake = await intakeSide(cluster, acknowledged);
  const assessment = await assessmentSide(cluster);
  const notification = await notificationSide(cluster);
  const figures = await judgeFigures(cluster);
  const recipients = await judgeRecipients(cluster);
  return {
    counts: {
      acknowledged: acknowledged.length,
      ...intake.counts,
      ...assessment.counts,
      ...notification.counts,
      ...figures.counts,
      ...recipients.counts,
    },
    faults: [intake, assessment, notification, figures, recipients].flatMap(({ faults }) => faults),
  };
}

const groups = [
  ['assessment', 'intake'],
  ['notification', 'assessment'],
] as const;

/** Producer's heads against consumer's watermarks, both from the databases. */
async function lagging(cluster: Cluster): Promise<string[]> {
  const behind: string[] = [];
  for (const [consumer, producer] of groups) {
    const { rows: heads } = await cluster
      .database(producer)
      .query<{ topic: string; partition: number; sequence: string }>(
        'SELECT topic, partition, sequence FROM messaging.outbox_head WHERE sequence > 0',
      );
    const { rows: marks } = await cluster
      .database(consumer)
      .query<{ group_name: string; topic: string; partition: number; sequence: string }>(
        'SELECT group_name, topic, partition, sequence FROM messaging.consumer_watermark',
      );
    for (const mark of marks) {
      const head = heads.find(({ topic, partition }) => topic === mark.topic && partition === mark.partition);
      if (head && BigInt(mark.sequence) < BigInt(head.sequence))
        behind.push(
          `${mark.group_name} ${mark.topic}/${mark.partition} ${mark.sequence} of ${head.sequence}`,
        );
    }
  }
  return behind;
}

async function intakeSide(cluster: Cluster, acknowledged: readonly Acknowledged[]): Promise<Verdict> {
  const { rows } = await cluster
    .database('intake')
    .query<{ update_id: string; times: string }>(
      'SELECT update_id, count(*) AS times FROM observation GROUP BY update_id',
    );
  const times = new Map(rows.map((row) => [row.update_id, Number(row.times)]));
  const settled = new Set(
    acknowledged
      .filter(({ outcome }) => ['accepted', 'stale', 'unchanged'].includes(outcome))
      .map(({ updateId }) => updateId),
  );
  const lost = [...settled].filter((id) => !times.has(id));
  const doubled = [...settled].filter((id) => (times.get(id) ?? 0) > 1);
  const odd = acknowledged.filter(({ outcome }) => !['accepted', 'stale', 'unchanged'].includes(outcome));
  return {
    counts: { settled: settled.size, repeated: acknowledged.length - settled.size },
    faults: [
      ...some('acknowledged updates are not in intake', lost),
      ...some('updates are in intake more than once', doubled),
      ...some(
        'updates were answered unexpectedly',
        odd.map(({ updateId, outcome }) => `${updateId} ${outcome}`),
      ),
    ],
  };
}

async function assessmentSide(cluster: Cluster): Promise<Verdict> {
  const observations =
    'SELECT %unit || $$ $$ || update_id || $$ $$ || operator || $$ $$ || status AS row FROM observation';
  const current =
    'SELECT id || $$ $$ || status || $$ $$ || update_id AS row FROM unit WHERE status IS NOT NULL';
  const read = async (service: 'intake' | 'assessment', sql: string) =>
    (await cluster.database(service).query<{ row: string }>(sql)).rows.map(({ row }) => row);
  const inIntake = await read('intake', observations.replace('%unit', 'unit'));
  const inAssessment = await read('assessment', observations.replace('%unit', 'unit_id'));
  const nowInIntake = await read('intake', current);
  const nowInAssessment = await read(
    'assessment',
    'SELECT unit_id || $$ $$ || status || $$ $$ || update_id AS row FROM unit_current',
  );
  const { rows: parked } = await cluster
    .database('assessment')
    .query<{ n: string }>(`SELECT count(*) AS n FROM messaging.dead_letter WHERE state = 'parked'`);
  return {
    counts: {
      observationsInIntake: inIntake.length,
      observationsInAssessment: inAssessment.length,
      parkedInAssessment: Number(parked[0]?.n),
    },
    faults: [
      ...some('observations of intake are not in assessment', missing(inIntake, inAssessment)),
      ...some('observations of assessment are not in intake', missing(inAssessment, inIntake)),
      ...some('units stand otherwise in assessment than in intake', missing(nowInIntake, nowInAssessment)),
      ...(Number(parked[0]?.n) > 0 ? [`${parked[0]?.n} events are parked in assessment`] : []),
    ],
  };
}

async function notificationSide(cluster: Cluster): Promise<Verdict> {
  const { rows: crossings } = await cluster
    .database('assessment')
    .query<{ id: string }>(
      `SELECT body::json->>'id' AS id FROM messaging.outbox WHERE topic = 'yuanqu.assessment.park'`,
    );
  const notification = cluster.database('notification');
  const { rows: notices } = await notification.query<{ event_id: string }>('SELECT event_id FROM notice');
  const { rows: told } = await notification.query<{ event_id: string; official_id: string; times: string }>(
    'SELECT event_id, official_id, count(*) AS times FROM message GROUP BY 1, 2',
  );
  const { rows: deliveries } = await notification.query<{ state: string; n: string; doubled: string }>(
    'SELECT state, count(*) AS n, count(*) - count(DISTINCT (event_id, official_id, channel)) AS doubled FROM delivery GROUP BY 1',
  );
  const noticed = new Set(notices.map((row) => row.event_id));
  const reached = new Set(told.map((row) => row.event_id));
  return {
    counts: {
      crossings: crossings.length,
      messages: told.length,
      deliveries: deliveries.reduce((sum, row) => sum + Number(row.n), 0),
    },
    faults: [
      ...some(
        'crossings are not in notification',
        crossings.map(({ id }) => id).filter((id) => !noticed.has(id)),
      ),
      ...some(
        'crossings reached nobody',
        crossings.map(({ id }) => id).filter((id) => !reached.has(id)),
      ),
      ...some(
        'people got a message more than once',
        told.filter(({ times }) => Number(times) > 1).map((row) => `${row.event_id} ${row.official_id}`),
      ),
      ...some(
        'deliveries are in the ledger twice',
        deliveries.filter(({ doubled }) => Number(doubled) > 0).map(({ state }) => state),
      ),
    ],
  };
}

function missing(wanted: readonly string[], there: readonly string[]): string[] {
  const known = new Set(there);
  return wanted.filter((row) => !known.has(row));
}
