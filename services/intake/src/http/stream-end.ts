import type { IncomingMessage } from 'node:http';
import { AppError } from '@yuanqu/domain';
import type { FeedEnd } from './line-feed.ts';
import type { Tally } from './settle-lines.ts';
import type { StreamAnswer } from './stream-answer.ts';

/** Says the last line that belongs to the end of the body. */
export function endOfFeed(end: FeedEnd, answer: StreamAnswer, through: number, total: Tally): void {
  if (end === 'cut') answer.giveUp();
  else if (end === 'complete') answer.end({ done: true, through, ...total });
  else answer.end({ error: lastWords(end === 'idle' ? idle : stopping), through });
}

export interface LastWords {
  readonly code: string;
  readonly detail: string;
  /** When to come again with the lines after `through`; absent when coming again is no use. */
  readonly retryAfterMs?: number;
}

/** What the last line of a broken-off stream says. */
export function lastWords(error: unknown): LastWords {
  if (!(error instanceof AppError)) return lastWords(internal);
  const { code, message, kind, details } = error;
  const retryAfterMs = kind === 'forbidden' ? undefined : (details.retryAfterMs ?? 0);
  return { code, detail: message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

export const overloaded = (): AppError =>
  new AppError(
    'intake.overloaded',
    'unavailable',
    'More updates are waiting to be committed than can be taken; go on after the last line settled.',
    { retryAfterMs: 2_000 },
  );

export const tooManyStreams = (limit: number): AppError =>
  new AppError(
    'intake.too-many-streams',
    'unavailable',
    `${limit} streams are open, which is as many as this instance takes; try again after Retry-After.`,
    { retryAfterMs: 5_000 },
  );

const idle = new AppError(
  'intake.stream-idle',
  'unavailable',
  'No line was completed for too long; open a new stream when there is something to say. An empty line keeps a stream alive.',
);

const stopping = new AppError(
  'service.stopping',
  'unavailable',
  'The service is restarting; go on after the last line settled.',
  { retryAfterMs: 2_000 },
);

const internal = new AppError(
  'service.internal',
  'unavailable',
  'The service failed; nothing after the last line settled was taken. Give the request number to its operators.',
  { retryAfterMs: 5_000 },
);

const lingerMs = 5_000;

/**
 * A sender that goes on after the answer has ended is read for a little, so that the answer isn't lost to a reset, and
 * then cut off.
 */
export function cutOffLater(body: IncomingMessage): void {
  if (body.complete || body.destroyed) return;
  const timer = setTimeout(() => body.destroy(), lingerMs);
  body.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
}
