import type { Background } from '@yuanqu/service-kit';
import type { Logger } from 'pino';

export interface Chore {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const hourMs = 3600_000;

/**
 * Does the chores every hour. They may run in several instances at once and lose nothing when one is missed, so they
 * need neither a queue nor its memory.
 */
export function housekeeping(chores: readonly Chore[], log: Logger): Background {
  let timer: NodeJS.Timeout | undefined;
  let inHand: Promise<void> = Promise.resolve();
  const round = async (): Promise<void> => {
    for (const { name, run } of chores)
      await run().catch((error: unknown) => log.error({ err: error, chore: name }, 'a chore failed'));
  };
  return {
    name: 'housekeeping',
    start: () => {
      timer = setInterval(() => {
        inHand = inHand.then(round);
      }, hourMs).unref();
    },
    stop: () => {
      clearInterval(timer);
      return inHand;
    },
  };
}
