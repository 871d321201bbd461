import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createInterface } from 'node:readline';
import type { CommitLine } from './commit-line.ts';
import { Refused, type Session } from './session.ts';

/** One endless NDJSON request: lines go up while commits come down. */
export interface OccupancyConnection {
  /** Resolves when there is room for more; rejects when the connection broke. */
  readonly send: (json: string | Buffer) => Promise<void>;
  readonly end: () => void;
  /** The server's lines, until it ends the answer; throws when the connection broke. */
  readonly answers: AsyncIterable<CommitLine>;
  readonly close: () => void;
}

const lineEnd = Buffer.from('\n');

/** The server asked to come back later. */
export class Busy extends Error {
  override readonly name = 'Busy';
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** Opens the request. Rejects with Refused or Busy by the server's status, with the socket's error otherwise. */
export async function openConnection(session: Session): Promise<OccupancyConnection> {
  const target = new URL('/api/intake/v1/occupancy', session.url);
  const request = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await session.token()}`,
      'content-type': 'application/x-ndjson',
      accept: 'application/x-ndjson',
    },
  });
  const response = Promise.withResolvers<IncomingMessage>();
  let broken: Error | undefined;
  request.on('response', response.resolve);
  request.on('error', (error) => {
    broken = error;
    response.reject(error);
  });
  response.promise.catch(() => undefined);
  request.flushHeaders();
  return {
    send: async (json) => {
      if (broken) throw broken;
      const line = typeof json === 'string' ? `${json}\n` : Buffer.concat([json, lineEnd]);
      if (!request.write(line)) await drained(request);
    },
    end: () => request.end(),
    answers: readAnswers(response.promise, session),
    close: () => request.destroy(),
  };
}

async function drained(request: ClientRequest): Promise<void> {
  const closed = new AbortController();
  const onClose = () => closed.abort(new Error('the connection was closed'));
  request.once('close', onClose);
  try {
    await once(request, 'drain', { signal: closed.signal });
  } finally {
    request.off('close', onClose);
  }
}

async function* readAnswers(
  response: Promise<IncomingMessage>,
  session: Session,
): AsyncGenerator<CommitLine> {
  const incoming = await response;
  if (incoming.statusCode !== 200) await refuse(incoming, session);
  const lines = createInterface({ input: incoming, crlfDelay: Infinity });
  // After the last answer nobody listens any more, and closing the connection may still make it complain.
  lines.on('error', () => undefined);
  for await (const line of lines) {
    if (line.trim() !== '') yield JSON.parse(line) as CommitLine;
  }
}

async function refuse(incoming: IncomingMessage, session: Session): Promise<never> {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const status = incoming.statusCode ?? 0;
  const message = `the server answered ${status}: ${detailOf(body)}`;
  if (status === 401) session.forget();
  if (status === 401 || status === 429 || status >= 500) {
    throw new Busy(message, Number(incoming.headers['retry-after'] ?? 1) * 1_000);
  }
  throw new Refused(message);
}

function detailOf(body: string): string {
  try {
    const problem = JSON.parse(body) as { detail?: string; code?: string };
    return `${problem.detail ?? ''} (${problem.code ?? 'no code'})`;
  } catch {
    return body.slice(0, 200);
  }
}
