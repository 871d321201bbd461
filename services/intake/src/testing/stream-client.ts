import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parseNdjson } from './updates.ts';

/** A sender that streams NDJSON over one connection and reads the answer while it sends. */
export interface StreamClient {
  /** Resolves when the text was handed to the connection and there is room for more. */
  readonly send: (text: string) => Promise<void>;
  /** No more is sent. */
  readonly finish: () => void;
  /** Cuts the connection. */
  readonly cut: () => void;
  /** The answer's head. */
  readonly head: Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders }>;
  /** The lines of the answer so far. */
  readonly lines: () => readonly Record<string, unknown>[];
  /** All lines of the answer, when it has ended; rejects when the connection was cut before. */
  readonly answer: Promise<readonly Record<string, unknown>[]>;
}

export function openStream(url: string, headers: Readonly<Record<string, string>>): StreamClient {
  const text: string[] = [];
  const response = Promise.withResolvers<IncomingMessage>();
  const outgoing = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', ...headers },
  });
  outgoing.on('response', response.resolve).on('error', response.reject);
  outgoing.flushHeaders();
  const head = response.promise.then((incoming) => ({
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
  }));
  const answer = response.promise.then(async (incoming) => {
    for await (const chunk of incoming.setEncoding('utf8')) text.push(String(chunk));
    return parseNdjson(text.join(''));
  });
  head.catch(() => {});
  answer.catch(() => {});
  return {
    send: async (part) => {
      if (!outgoing.write(part) && !outgoing.destroyed)
        await new Promise<void>((resolve) => void outgoing.once('drain', resolve).once('close', resolve));
    },
    finish: () => void outgoing.end(),
    cut: () => void outgoing.destroy(),
    head,
    lines: () => parseNdjson(text.join('').replace(/[^\n]*$/, '')),
    answer,
  };
}
