import { setTimeout as wait } from 'node:timers/promises';
import type { Pipeline } from '../pipeline.ts';

/** The last sequence of each partition of the units' topic. */
export type Heads = ReadonlyMap<number, number>;

const topic = 'yuanqu.intake.unit';
const group = 'assessment.occupancy.v1';
const patienceMs = 120_000;

interface Row {
  readonly partition: number;
  readonly sequence: string;
}

const toHeads = (rows: readonly Row[]): Heads =>
  new Map(rows.map(({ partition, sequence }) => [partition, Number(sequence)]));

/** What is committed in intake now. */
export async function heads({ intakeDb }: Pipeline): Promise<Heads> {
  const { rows } = await intakeDb.query<Row>(
    'SELECT partition, sequence FROM messaging.outbox_head WHERE topic = $1',
    [topic],
  );
  return toHeads(rows);
}

/** Reads how far assessment is, and answers whether that includes what was committed at some time. */
export async function reached({ assessmentDb }: Pipeline): Promise<(committed: Heads) => boolean> {
  const { rows } = await assessmentDb.query<Row>(
    'SELECT partition, sequence FROM messaging.consumer_watermark WHERE group_name = $1 AND topic = $2',
    [group, topic],
  );
  const marks = toHeads(rows);
  return (committed) => [...committed].every(([partition, head]) => (marks.get(partition) ?? 0) >= head);
}

/** Waits until assessment has applied what was committed then. */
export async function untilReached(pipeline: Pipeline, committed: Heads): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await wait(4)) {
    if ((await reached(pipeline))(committed)) return;
    if (Date.now() > until) throw new Error(`assessment did not catch up within ${patienceMs} ms`);
  }
}
