import type { LiveChannel } from '@yuanqu/service-kit';
import type { Nudge } from '../usecases/ports.ts';

/** The live channel's name; its messages say only that there is news. */
export const newsChannel = 'news';

// A consumer's handler returns before its commit, which follows within milliseconds; the second is for a slow one.
const soonMs = [15, 150];

/** Tells all instances that there is news, a little later, and once for many calls. */
export function makeNudge(live: Pick<LiveChannel, 'publish'>): Nudge {
  const waiting = new Map<number, NodeJS.Timeout>();
  return () => {
    for (const delayMs of soonMs) {
      if (waiting.has(delayMs)) continue;
      const timer = setTimeout(() => {
        waiting.delete(delayMs);
        live.publish(newsChannel, {});
      }, delayMs).unref();
      waiting.set(delayMs, timer);
    }
  };
}
