import { type Clock, newId, type WorkingCalendar } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { WordedNotice } from '../../domain/notice.ts';
import { nextDigestAt } from '../../domain/schedule/next-digest.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { type Gathered, wordDigest } from '../../domain/schedule/word-digest.ts';
import type { InTransaction, Nudge } from '../ports.ts';
import { type Swept, sweepOneByOne } from '../sweep-one-by-one.ts';

/** The channels whose deliveries are gathered. */
export const digestChannels = ['email', 'robot'] as const;

type DigestChannel = (typeof digestChannels)[number];

export interface DigestSweep {
  /** Whose digest is due, oldest first; without those that are parked. */
  readonly dueRecipients: (at: Date, limit: number) => Promise<readonly string[]>;
  /** Undefined when somebody else was faster. */
  readonly lockDue: (tx: Executor, recipientId: string, at: Date) => Promise<Schedule | undefined>;
  /** Everything that waits for it, in the order in which it happened; from here on it is in this digest. */
  readonly gather: (
    tx: Executor,
    recipientId: string,
    channel: DigestChannel,
    digestId: string,
  ) => Promise<readonly Gathered[]>;
  /** The digest as one delivery. */
  readonly write: (
    tx: Executor,
    recipientId: string,
    channel: DigestChannel,
    digest: WordedNotice,
    messages: number,
  ) => Promise<void>;
  readonly setNext: (tx: Executor, recipientId: string, next: Date | null) => Promise<void>;
  /** Leaves it alone for an hour. */
  readonly park: (recipientId: string, at: Date, because: string) => Promise<void>;
}

export interface CloseDigestsPorts {
  readonly transaction: InTransaction;
  readonly sweep: DigestSweep;
  readonly nudge: Nudge;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
  readonly failed: (recipientId: string, error: unknown) => void;
}

/**
 * Sends the digests whose time has come. Each recipient's in a transaction of its own, in which what was gathered goes
 * into it and its next time is set: cut off anywhere, run twice or by two at once, each message is in exactly one.
 */
export const makeCloseDigests =
  (ports: CloseDigestsPorts) =>
  (signal?: AbortSignal): Promise<Swept> =>
    sweepOneByOne(
      {
        ...ports,
        due: ports.sweep.dueRecipients,
        handle: (tx, recipientId, at) => close(ports, tx, recipientId, at),
        park: ports.sweep.park,
      },
      signal,
    );

async function close(
  { sweep, nudge, calendar }: CloseDigestsPorts,
  tx: Executor,
  recipientId: string,
  at: Date,
): Promise<void> {
  const due = await sweep.lockDue(tx, recipientId, at);
  if (!due) return;
  for (const channel of digestChannels) {
    const id = newId();
    const gathered = await sweep.gather(tx, recipientId, channel, id);
    if (gathered.length === 0) continue;
    const digest = wordDigest(id, recipientId, gathered, at);
    await sweep.write(tx, recipientId, channel, digest, gathered.length);
    nudge(tx);
  }
  await sweep.setNext(tx, recipientId, due.digest && nextDigestAt(due.digest, at, calendar));
}
