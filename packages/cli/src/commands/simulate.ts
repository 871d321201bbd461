import { openConnection } from '../connection/occupancy-connection.ts';
import { sendLines } from '../connection/send-lines.ts';
import { openSession, type Session, type SessionOptions } from '../connection/session.ts';
import type { InputLine } from '../input/input-line.ts';
import { makeProgress } from '../output/progress.ts';
import { makeOperator, type SimulatedUnit } from '../simulation/operator.ts';
import { paced } from '../simulation/paced.ts';

export interface SimulateOptions extends SessionOptions {
  readonly park: string;
  /** Updates per second. */
  readonly rate: number;
  /** Stop after so many seconds; without it, at Ctrl-C. */
  readonly seconds?: number;
  readonly seed: number;
}

/** `yuanqu simulate`: plays a plausible operator of a park, for demos. Resolves to the exit code. */
export async function simulate(options: SimulateOptions): Promise<number> {
  const session = openSession(options);
  const units = await fetchUnits(session, options.park);
  if (units.length === 0) throw new Error(`park ${options.park} has no units`);
  const operator = makeOperator(options.park, units, options.seed);
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  if (options.seconds) setTimeout(() => stopping.abort(), options.seconds * 1_000).unref();

  const progress = makeProgress(undefined);
  progress.note(`${options.park}: ${units.length} 房源 units, ${options.rate}/s. 停止 Stop: Ctrl-C`);
  const totals = await sendLines(lines(), {
    connect: () => openConnection(session),
    window: Math.max(1_000, options.rate * 4),
    onSettled: progress.update,
    onRejected: ({ code, detail }) => progress.note(`拒绝 rejected ${code}: ${detail}`),
    onTrouble: (message) => progress.note(`连接中断，续传 Interrupted (${message}); resuming`),
  });
  progress.finish();
  process.stderr.write(`${JSON.stringify(totals)}\n`);
  return totals.rejected > 0 ? 1 : 0;

  async function* lines(): AsyncGenerator<InputLine> {
    let number = 0;
    for await (const _ of paced(options.rate, stopping.signal)) {
      yield { number: ++number, json: JSON.stringify(operator.next(new Date())), bytesRead: 0 };
    }
  }
}

async function fetchUnits(session: Session, park: string): Promise<SimulatedUnit[]> {
  const units: SimulatedUnit[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const url = new URL(`/api/intake/v1/parks/${encodeURIComponent(park)}/units`, session.url);
    url.searchParams.set('limit', '500');
    if (cursor) url.searchParams.set('cursor', cursor);
    const response = await fetch(url, { headers: { authorization: `Bearer ${await session.token()}` } });
    if (!response.ok)
      throw new Error(
        `the units of ${park} could not be read: ${response.status} ${(await response.text()).slice(0, 300)}`,
      );
    const page = (await response.json()) as {
      items: { unit: string; status: SimulatedUnit['status']; uscc?: string }[];
      nextCursor?: string;
    };
    for (const { unit, status, uscc } of page.items)
      units.push({ code: unit, status, ...(uscc && { uscc }) });
    cursor = page.nextCursor;
  }
  return units;
}
