import { setTimeout as wait } from 'node:timers/promises';
import { Pool as HttpPool } from 'undici';
import type { BenchWorld } from '../bench-world.ts';
import type { Result } from '../benchmark.ts';
import { interleave, type Pass, quantile } from '../interleave.ts';
import { type Pipeline, startPipeline } from '../pipeline.ts';
import { randomRows } from './occupancy-client.ts';
import { heads, reached, untilReached } from './progress-of-pipeline.ts';

const connections = 16;
const linesPerRequest = 100;
const requests = 300;
const events = requests * linesPerRequest;
const steadySeconds = 10;

/**
 * HTTP → intake → bus → assessment's tables, on both buses, against the slower of its two stages alone: taking updates
 * in while assessment stands still, and assessment catching up with them.
 */
export async function endToEnd(world: BenchWorld, rounds: number): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const bus of ['embedded', 'kafka'] as const) {
    const pipeline = await startPipeline(world, bus);
    try {
      await untilReached(pipeline, await heads(pipeline));
      const comparison = await interleave(
        { name: bus, run: () => wholeWay(pipeline) },
        { name: 'slowest stage alone', run: () => slowestStage(pipeline) },
        rounds,
      );
      const latenciesMs = await steady(pipeline, comparison.perSecond / 2);
      await checkEqual(pipeline);
      results.push({
        comparison: { ...comparison, p50Ms: quantile(latenciesMs, 0.5), p99Ms: quantile(latenciesMs, 0.99) },
        ratioTarget: 0.6,
        p99TargetMs: 250,
        note: `${bus}; latency answer → visible at half that rate`,
      });
    } finally {
      await pipeline.stop();
    }
  }
  return results;
}

async function wholeWay(pipeline: Pipeline): Promise<Pass> {
  const bodies = makeBodies(pipeline, requests);
  const cpuBefore = cpuSeconds(pipeline);
  const startedAt = performance.now();
  await send(pipeline, bodies);
  await untilReached(pipeline, await heads(pipeline));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { events, seconds, cpuSeconds: cpuSeconds(pipeline) - cpuBefore };
}

async function slowestStage(pipeline: Pipeline): Promise<Pass> {
  const bodies = makeBodies(pipeline, requests);
  pipeline.assessment.signal('SIGSTOP');
  const startedAt = performance.now();
  try {
    await send(pipeline, bodies);
  } finally {
    pipeline.assessment.signal('SIGCONT');
  }
  const takenInAt = performance.now();
  await untilReached(pipeline, await heads(pipeline));
  const seconds = Math.max(takenInAt - startedAt, performance.now() - takenInAt) / 1_000;
  return { events, seconds };
}

interface Body {
  readonly authorization: string;
  readonly text: string;
  readonly lines: number;
}

const makeBodies = ({ operators }: Pipeline, count: number, lines = linesPerRequest): Body[] =>
  Array.from({ length: count }, (_, index) => {
    const operator = operators[index % operators.length];
    if (!operator) throw new Error('there is no operator');
    const { authorization, park, units } = operator;
    const rows = randomRows(lines, units).map((row, line) => {
      const seenAt = observedAt((count - index) * lines - line);
      return JSON.stringify({ park, ...row, observedAt: seenAt });
    });
    return { authorization, lines, text: rows.join('\n') };
  });

/** Operators report what they see in the order in which they see it; one in ten reports up to ten minutes late. */
function observedAt(placeFromTheEnd: number): string {
  const lateMs = Math.random() < 0.1 ? Math.random() * 600_000 : 0;
  return new Date(Date.now() - Math.floor(placeFromTheEnd / 30) - lateMs).toISOString();
}

async function send(pipeline: Pipeline, bodies: readonly Body[]): Promise<void> {
  const http = new HttpPool(pipeline.intake.url, { connections, pipelining: 1 });
  const queue = bodies.values();
  const worker = async () => {
    for (const body of queue) await post(http, body);
  };
  try {
    await Promise.all(Array.from({ length: connections }, worker));
  } finally {
    await http.close();
  }
}

async function post(http: HttpPool, { authorization, text, lines }: Body): Promise<void> {
  const { statusCode, body } = await http.request({
    method: 'POST',
    path: '/api/intake/v1/occupancy',
    headers: { authorization, 'content-type': 'application/x-ndjson' },
    body: text,
  });
  const answer = await body.text();
  const { done, accepted, stale } = JSON.parse(answer.trimEnd().split('\n').at(-1) ?? '{}') as Totals;
  if (statusCode !== 200 || !done || accepted + stale !== lines)
    throw new Error(`intake answered ${statusCode}: ${answer.slice(-300)}`);
}

interface Totals {
  readonly done?: boolean;
  readonly accepted: number;
  readonly stale: number;
}

/** At a steady rate: from the answer to a request until all its events are visible in assessment's tables. */
async function steady(pipeline: Pipeline, perSecond: number): Promise<readonly number[]> {
  const lines = 20;
  const everyMs = (lines / perSecond) * 1_000;
  const count = Math.floor((steadySeconds * 1_000) / everyMs);
  const http = new HttpPool(pipeline.intake.url, { connections, pipelining: 1 });
  const answered: { readonly at: number; readonly heads: Awaited<ReturnType<typeof heads>> }[] = [];
  const latencies: number[] = [];
  let sending = true;
  const watching = (async () => {
    while (sending || answered.length > 0) {
      const now = await reached(pipeline);
      const seenAt = performance.now();
      while (answered[0] && now(answered[0].heads)) latencies.push(seenAt - (answered.shift()?.at ?? seenAt));
      await wait(4);
    }
  })();
  const follow = async (body: Body, index: number): Promise<void> => {
    await post(http, body);
    const at = performance.now();
    // One in ten is followed: looking costs the database something too.
    if (index % 10 === 0) answered.push({ at, heads: await heads(pipeline) });
  };
  const underWay = new Set<Promise<void>>();
  const startedAt = performance.now();
  for (const [index, body] of makeBodies(pipeline, count, lines).entries()) {
    const due = startedAt + index * everyMs;
    if (due > performance.now()) await wait(due - performance.now());
    const one = follow(body, index).finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
  sending = false;
  await watching;
  await http.close();
  return latencies;
}

const cpuSeconds = ({ intake, assessment }: Pipeline): number =>
  (intake.cpuSeconds() ?? 0) + (assessment.cpuSeconds() ?? 0);

/** Every update is in both histories once, and every unit stands the same in both. */
async function checkEqual({ intakeDb, assessmentDb }: Pipeline): Promise<void> {
  const sides = await Promise.all([
    intakeDb.query(
      `SELECT (SELECT count(*) || ' ' || sum(hashtext(unit || update_id)) FROM observation) AS history,
              (SELECT count(*) || ' ' || sum(hashtext(id || status || update_id)) FROM unit WHERE status IS NOT NULL) AS present`,
    ),
    assessmentDb.query(
      `SELECT (SELECT count(*) || ' ' || sum(hashtext(unit_id || update_id)) FROM observation) AS history,
              (SELECT count(*) || ' ' || sum(hashtext(unit_id || status || update_id)) FROM unit_current) AS present`,
    ),
  ]);
  const [inIntake, inAssessment] = sides.map(({ rows }) => JSON.stringify(rows[0]));
  if (inIntake !== inAssessment) throw new Error(`intake has ${inIntake}, assessment ${inAssessment}`);
}
