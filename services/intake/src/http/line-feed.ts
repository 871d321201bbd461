import type { Readable } from 'node:stream';
import { makeLineSplitter } from './line-splitter.ts';
import { type ReadLine, readJsonLine } from './read-line.ts';

/** A line with its number in the body; blank ones are counted but not delivered. */
export interface NumberedLine {
  readonly number: number;
  readonly read: ReadLine;
}

/** Why no more lines come: the body is complete, or cut, or silent for too long, or the service stops. */
export type FeedEnd = 'complete' | 'cut' | 'idle' | 'stopping';

export type Fed =
  | { readonly lines: readonly NumberedLine[]; readonly through: number }
  | { readonly end: FeedEnd };

export interface LineFeedOptions {
  /** Lines handed out at once; the body is paused while as many wait. */
  readonly maxLines: number;
  /** A body that completes no line for so long has ended. */
  readonly idleMs: number;
  readonly stopping: AbortSignal;
}

/** The lines of a body, read ahead by one portion while the one before is committed, and no further. */
export interface LineFeed {
  readonly next: () => Promise<Fed>;
  readonly close: () => void;
}

export function openLineFeed(body: Readable, { maxLines, idleMs, stopping }: LineFeedOptions): LineFeed {
  let waiting: NumberedLine[] = [];
  let end: FeedEnd | undefined;
  let wake = (): void => {};
  const splitter = makeLineSplitter((number, line) => {
    waiting.push({ number, read: readJsonLine(line) });
  });

  const finish = (why: FeedEnd): void => {
    end ??= why;
    wake();
  };
  const onData = (chunk: Buffer): void => {
    if (end !== undefined) return;
    const before = splitter.count();
    splitter.push(chunk);
    if (splitter.count() > before) idle.refresh();
    if (waiting.length >= maxLines) body.pause();
    wake();
  };
  const onEnd = (): void => {
    splitter.end();
    finish('complete');
  };
  const onIdle = (): void => {
    // A paused body is our own slowness, not the sender's.
    if (body.isPaused()) idle.refresh();
    else finish('idle');
  };
  const onCut = (): void => finish('cut');
  const onStopping = (): void => finish('stopping');
  const idle = setTimeout(onIdle, idleMs);
  body.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  stopping.addEventListener('abort', onStopping);
  if (stopping.aborted) onStopping();

  const next = async (): Promise<Fed> => {
    while (waiting.length === 0 && end === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      await promise;
    }
    // What was read before the end still counts when the sender sent all of it, or only fell silent.
    if (end === 'cut' || end === 'stopping' || waiting.length === 0) return { end: end ?? 'cut' };
    const lines = waiting.length > maxLines ? waiting.splice(0, maxLines) : waiting;
    if (lines === waiting) waiting = [];
    const through = waiting.length === 0 ? splitter.count() : (lines.at(-1)?.number ?? 0);
    if (waiting.length < maxLines) body.resume();
    return { lines, through };
  };

  const close = (): void => {
    clearTimeout(idle);
    stopping.removeEventListener('abort', onStopping);
    body.off('data', onData).off('end', onEnd).off('close', onCut);
    body.resume();
  };
  return { next, close };
}
