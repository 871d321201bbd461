/** One event of a stream; `id` is what a client sends back as Last-Event-ID. */
export interface SseEvent {
  readonly event: string;
  readonly data: unknown;
  readonly id?: bigint;
}

/** The event as text/event-stream (HTML Living Standard §9.2). JSON has no line breaks, so one data line is enough. */
export const formatSse = ({ event, data, id }: SseEvent): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** Keeps proxies and clients from taking a quiet stream for a dead one. */
export const heartbeat = ': heartbeat\n\n';

/** How long a client waits before it comes back, in milliseconds. */
export const retryAfter = (ms: number): string => `retry: ${ms}\n\n`;
