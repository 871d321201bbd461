import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GroupCommit } from '../usecases/group-commit.ts';
import { type LineFeed, openLineFeed } from './line-feed.ts';
import { sendingOf } from './sending.ts';
import { emptyTally, settleLines } from './settle-lines.ts';
import { openStreamAnswer } from './stream-answer.ts';
import { cutOffLater, endOfFeed, lastWords, overloaded, tooManyStreams } from './stream-end.ts';
import { addTo, progressOf } from './stream-progress.ts';

export interface OccupancyStreamOptions {
  readonly groupCommit: GroupCommit;
  /** Lines of one stream that are committed together. */
  readonly maxLines: number;
  /** A stream that completes no line for so long is ended; an empty line keeps it alive. */
  readonly idleMs: number;
  /** How long a stream waits for room before it is told to come again. */
  readonly patienceMs: number;
  /** Streams at a time in this process. */
  readonly maxStreams: number;
  readonly stopping: AbortSignal;
}

/** Takes `application/x-ndjson` line by line, commits in portions, and answers with a line per commit. */
export function makeOccupancyStream(options: OccupancyStreamOptions) {
  let streams = 0;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (streams >= options.maxStreams) throw tooManyStreams(options.maxStreams);
    streams += 1;
    const feed = openLineFeed(request.raw, options);
    try {
      await answerStream(options, feed, request, reply);
    } finally {
      streams -= 1;
      feed.close();
      cutOffLater(request.raw);
    }
  };
}

/** How long a sender may leave the answer unread once too much of it has piled up. */
const unreadMs = 30_000;

async function answerStream(
  { groupCommit, patienceMs }: OccupancyStreamOptions,
  feed: LineFeed,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const from = sendingOf(request.principal, request.context);
  const answer = openStreamAnswer(reply);
  const total = emptyTally();
  let through = 0;
  try {
    for (;;) {
      const fed = await feed.next();
      if ('end' in fed) return endOfFeed(fed.end, answer, through, total);
      if (!(await groupCommit.room(patienceMs))) throw overloaded();
      const reads = fed.lines.map(({ read }) => read);
      const progress = progressOf(fed, await settleLines(groupCommit, from, reads));
      through = progress.through;
      addTo(total, progress);
      answer.progress(progress);
      if (!(await answer.hasRoom(unreadMs))) return answer.giveUp();
    }
  } catch (error) {
    // Nothing has been said yet: an ordinary problem with its status says it best.
    if (!answer.started()) throw error;
    request.log.warn({ err: error, through }, 'stream broken off');
    answer.end({ error: lastWords(error), through });
  }
}
