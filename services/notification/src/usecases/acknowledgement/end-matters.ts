import type { Executor } from '@yuanqu/messaging';
import type { MatterEnd } from '../../domain/acknowledgement/matter.ts';
import { matterEndOf } from '../../domain/acknowledgement/matters.ts';
import type { Notice } from '../../domain/notice.ts';

/** Takes off the list what was open of these kinds and ids at that time; what was opened later stays. */
export type CloseMatters = (tx: Executor, ends: readonly MatterEnd[]) => Promise<void>;

/** What is done is overdue with nobody any more, whether they have acknowledged it or not. */
export const makeEndMatters =
  (closeMatters: CloseMatters) =>
  async (tx: Executor, notices: readonly Notice[]): Promise<void> => {
    const ends = notices.flatMap((notice) => matterEndOf(notice) ?? []);
    if (ends.length > 0) await closeMatters(tx, ends);
  };
