import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import type { BenchWorld } from '../bench-world.ts';
import { type BenchedIntake, startIntake } from '../benched-intake.ts';
import type { Result } from '../benchmark.ts';
import { quantile } from '../interleave.ts';
import { observationsIn, randomRows } from './occupancy-client.ts';

const chunkLines = 1_000;
const sampleEveryMs = 500;
// Heaps breathe: what grows with the lines would show far beyond this.
const mostGrowth = 1.25;

/** One endless stream: the memory of intake's process in the last fifth against the second fifth of the lines. */
export async function streamMemory(
  world: BenchWorld,
  _rounds: number,
  { lines }: { readonly lines: number },
): Promise<readonly Result[]> {
  const intake = await startIntake(world, 'bench_stream', 3_000);
  const samples: { readonly through: number; readonly rssMb: number }[] = [];
  let through = 0;
  const sampling = setInterval(
    () => samples.push({ through, rssMb: intake.process.rssMb() ?? Number.NaN }),
    sampleEveryMs,
  );
  const startedAt = performance.now();
  try {
    await streamLines(intake, lines, (settled) => (through = settled));
  } finally {
    clearInterval(sampling);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const held = await observationsIn(intake);
  if (held !== lines) throw new Error(`intake holds ${held} of ${lines} lines`);
  await intake.process.stop();
  const between = (from: number, to: number): number =>
    quantile(
      samples
        .filter((sample) => sample.through >= from * lines && sample.through <= to * lines)
        .map(({ rssMb }) => rssMb),
      0.5,
    );
  const [early, late] = [between(0.2, 0.4), between(0.8, 1)];
  if (late > early * mostGrowth)
    throw new Error(`memory grew from ${early} to ${late} MB over ${lines} lines`);
  return [
    {
      comparison: {
        side: 'stream',
        against: 'lines in all',
        ratios: [late / early],
        perSecond: lines / seconds,
        againstPerSecond: lines,
        p50Ms: undefined,
        p99Ms: undefined,
        cpuSecondsPer1000: undefined,
      },
      note: `one stream; RSS ${early.toFixed(0)} MB early, ${late.toFixed(0)} MB late (ratio)`,
    },
  ];
}

/** Sends the lines on one connection as fast as intake takes them; resolves when the last word was `done`. */
async function streamLines(
  { url, authorization, park, units }: BenchedIntake,
  lines: number,
  settled: (through: number) => void,
): Promise<void> {
  const outgoing = request(`${url}/api/intake/v1/occupancy`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-ndjson' },
  });
  outgoing.flushHeaders();
  const reading = readAnswers(outgoing, settled);
  for (let sent = 0; sent < lines; sent += chunkLines) {
    const rows = randomRows(Math.min(chunkLines, lines - sent), units);
    const text = rows.map((row) => `${JSON.stringify({ park, ...row })}\n`).join('');
    if (!outgoing.write(text)) await Promise.race([once(outgoing, 'drain'), reading]);
  }
  outgoing.end();
  await reading;
}

async function readAnswers(
  outgoing: ReturnType<typeof request>,
  settled: (through: number) => void,
): Promise<void> {
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  for await (const line of createInterface({ input: incoming })) {
    const answer = JSON.parse(line) as {
      through?: number;
      done?: boolean;
      rejected?: number;
      error?: unknown;
    };
    if (answer.error) throw new Error(`the stream ended with ${line}`);
    settled(answer.through ?? 0);
    if (!answer.done) continue;
    if (answer.rejected) throw new Error(`${answer.rejected} lines were rejected`);
    return;
  }
  throw new Error('the stream ended without its last word');
}
