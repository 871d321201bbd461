import { afterCommit } from '@yuanqu/messaging';
import type { LiveChannel } from '@yuanqu/service-kit';
import type { Nudge } from '../usecases/ports.ts';

/** The live channel's name; its messages say only that there is news. */
export const newsChannel = 'news';

/** Tells all instances that there is news. */
export const makeTellNews = (live: Pick<LiveChannel, 'publish'>) => (): void => live.publish(newsChannel, {});

/** Tells them once the transaction that made the news has committed. */
export const makeNudge =
  (tellNews: () => void): Nudge =>
  (tx) =>
    afterCommit(tx, tellNews);
