import type { ServerResponse } from 'node:http';
import { formatSse, heartbeat, retryAfter, type SseEvent } from './sse-format.ts';

/** One client's stream. What it does not take in stays in the socket's buffer: nothing is queued here. */
export interface SseConnection {
  readonly send: (...events: readonly SseEvent[]) => void;
  /** False while the client has not taken in what it was sent. */
  readonly ready: () => boolean;
  /** For how long it has been, or was before its last drain, not ready. */
  readonly blockedMs: () => number;
  readonly beat: () => void;
  /** Says why, and ends. */
  readonly end: (reason: string) => void;
  readonly whenClosed: (listener: () => void) => void;
}

export interface SseOptions {
  readonly drained: () => void;
  readonly retryMs: number;
}

/** Begins a stream on a raw response. */
export function openSse(raw: ServerResponse, { drained, retryMs }: SseOptions): SseConnection {
  let blockedSince: number | undefined;
  let blockedFor = 0;
  // The end of the connection ends the stream, so nothing has to be cut into chunks: one buffer a send, not three.
  raw.useChunkedEncodingByDefault = false;
  raw.writeHead(200, {
    connection: 'close',
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.on('drain', () => {
    blockedFor = blockedSince === undefined ? 0 : performance.now() - blockedSince;
    blockedSince = undefined;
    drained();
  });
  raw.on('error', () => raw.destroy());
  const write = (text: string): void => {
    if (raw.writableEnded || raw.destroyed) return;
    if (!raw.write(text)) blockedSince ??= performance.now();
  };
  write(retryAfter(retryMs));
  return {
    send: (...events) => write(events.map(formatSse).join('')),
    ready: () => blockedSince === undefined && !raw.writableEnded && !raw.destroyed,
    blockedMs: () => (blockedSince === undefined ? blockedFor : performance.now() - blockedSince),
    beat: () => {
      if (blockedSince === undefined) write(heartbeat);
    },
    end: (reason) => {
      if (blockedSince !== undefined) raw.destroy();
      write(formatSse({ event: 'end', data: { reason } }));
      raw.end();
    },
    whenClosed: (listener) => void (raw.closed ? listener() : raw.once('close', listener)),
  };
}
