import { Agent, get, type IncomingMessage } from 'node:http';

// A process of its own: many readers of a live stream, so that reading does not take the server's time. Told what to do and
// tells what it saw by messages.

/** What the readers are told: whose streams to open where, and how many of them read nothing for a while. */
export interface LiveOrders {
  readonly url: string;
  readonly authorizations: readonly string[];
  readonly slow: number;
}

/** What they saw. Latencies in milliseconds, from the writing of a message to its arrival. */
export interface LiveReport {
  readonly latenciesMs: readonly number[];
  readonly fromEventMs: readonly number[];
  /** Of each reader, the number of messages it got or was told of in a summary. */
  readonly counted: readonly number[];
}

const latenciesMs: number[] = [];
const fromEventMs: number[] = [];
const counted: number[] = [];
const paused: IncomingMessage[] = [];

process.on('message', (order: LiveOrders | 'wake' | 'report') => {
  if (order === 'wake') for (const stream of paused) stream.resume();
  else if (order === 'report') process.send?.({ latenciesMs, fromEventMs, counted } satisfies LiveReport);
  else void open(order);
});

async function open({ url, authorizations, slow }: LiveOrders): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  for (let from = 0; from < authorizations.length; from += 100) {
    const some = authorizations.slice(from, from + 100);
    await Promise.all(
      some.map((authorization, index) => read(from + index, url, authorization, agent, from + index < slow)),
    );
  }
  process.send?.('open');
}

function read(
  reader: number,
  url: string,
  authorization: string,
  agent: Agent,
  isSlow: boolean,
): Promise<void> {
  counted[reader] = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  get(url, { agent, headers: { authorization } }, (stream) => {
    if (stream.statusCode !== 200) return reject(new Error(`the stream answered ${stream.statusCode}`));
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) take(reader, block, isSlow);
      resolve();
    });
    if (isSlow) {
      stream.pause();
      paused.push(stream);
      resolve();
    }
  }).on('error', reject);
  return promise;
}

function take(reader: number, block: string, isSlow: boolean): void {
  const [, event] = /^event: (\w+)$/m.exec(block) ?? [];
  const data = block.slice(block.indexOf('data: ') + 6);
  if (event === 'summary')
    counted[reader] = (counted[reader] ?? 0) + (JSON.parse(data) as { missed: number }).missed;
  if (event !== 'message') return;
  counted[reader] = (counted[reader] ?? 0) + 1;
  if (isSlow) return;
  const { receivedAt, occurredAt } = JSON.parse(data) as { receivedAt: string; occurredAt: string };
  latenciesMs.push(Date.now() - Date.parse(receivedAt));
  fromEventMs.push(Date.now() - Date.parse(occurredAt));
}
