import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import { merge, type Progress } from './stream-progress.ts';

/** The answer of a stream, line by line. While the sender doesn't read it, progress is summed up instead of piled up. */
export interface StreamAnswer {
  readonly started: () => boolean;
  readonly progress: (progress: Progress) => void;
  /** False when too much is held and the sender has not read for the time given. */
  readonly hasRoom: (withinMs: number) => Promise<boolean>;
  /** The last line; a sender that leaves it unread is cut off after a while. */
  readonly end: (last: object) => void;
  /** Cuts the connection: nobody is there to read. */
  readonly giveUp: () => void;
}

// Reasons held for a sender that doesn't read: beyond, no more lines are taken from it.
const maxHeldErrors = 5_000;
const lastLineMs = 30_000;

export function openStreamAnswer(reply: FastifyReply): StreamAnswer {
  const { raw } = reply;
  let held: Progress | undefined;
  let started = false;

  const start = (): void => {
    if (started) return;
    started = true;
    reply.hijack();
    const headers = reply.getHeaders() as Record<string, string>;
    raw.writeHead(200, { ...headers, 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  };
  const writeHeld = (): void => {
    if (held) raw.write(lineOf(held));
    held = undefined;
  };
  raw.on('drain', writeHeld);

  return {
    started: () => started,
    progress: (progress) => {
      start();
      held = held ? merge(held, progress) : progress;
      if (!raw.writableNeedDrain) writeHeld();
    },
    hasRoom: async (withinMs) => {
      if ((held?.errors.length ?? 0) < maxHeldErrors) return true;
      const drained = once(raw, 'drain', { signal: AbortSignal.timeout(withinMs) });
      return drained.then(
        () => true,
        () => false,
      );
    },
    end: (last) => {
      start();
      writeHeld();
      raw.end(lineOf(last));
      const unread = setTimeout(() => raw.destroy(), lastLineMs);
      raw.once('close', () => clearTimeout(unread));
    },
    giveUp: () => {
      if (!started) reply.hijack();
      raw.destroy();
    },
  };
}

const lineOf = (value: object): string => `${JSON.stringify(value)}\n`;
