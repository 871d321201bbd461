import { AppError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { OutsideChannel } from '../domain/channel.ts';
import type { DeliveryKey } from '../domain/delivery-id.ts';
import type { InTransaction } from './ports.ts';

/** Which deliveries are replayed: planned from `from` up to, not including, `to`. What was delivered never is. */
export interface ReplayFilter {
  readonly channel: OutsideChannel | undefined;
  readonly states: readonly ('dead' | 'cancelled')[];
  readonly from: Date;
  readonly to: Date;
}

export interface ReplayOrder extends ReplayFilter {
  readonly dryRun: boolean;
  /** How many the dry run found; a replay is of exactly these. */
  readonly count: number | undefined;
}

/** What is, or would be, tried once more. */
export interface Replay {
  readonly dryRun: boolean;
  readonly deliveries: number;
  readonly recipients: number;
  readonly channels: readonly { readonly channel: OutsideChannel; readonly deliveries: number }[];
}

type FailedKey = DeliveryKey & { readonly channel: OutsideChannel };

/** Locks failed deliveries against attempts and other replays, at most so many, oldest events first. */
export type LockFailed = (tx: Executor, filter: ReplayFilter, limit: number) => Promise<readonly FailedKey[]>;

/** Makes them due at once, for one more attempt; their lines and what went wrong before stay. */
export type MakeDue = (tx: Executor, keys: readonly FailedKey[]) => Promise<void>;

interface Ports {
  readonly transaction: InTransaction;
  readonly lockFailed: LockFailed;
  readonly makeDue: MakeDue;
  /** Something became due. */
  readonly nudge: () => void;
}

/** More at a time would fill the channels for whatever is new. */
export const mostReplayed = 1_000;

/**
 * Tries dead and cancelled deliveries once more, all of them or none. Codes: `notification.replay-period`,
 * `.replay-too-many`, `.replay-count-missing`, `.replay-count-changed`.
 */
export const makeReplayDeliveries =
  ({ transaction, lockFailed, makeDue, nudge }: Ports) =>
  async ({ dryRun, count, ...filter }: ReplayOrder): Promise<Replay> => {
    if (filter.from >= filter.to) throw noPeriod();
    if (!dryRun && count === undefined) throw countMissing();
    const replay = await transaction(async (tx) => {
      const failed = await lockFailed(tx, filter, mostReplayed + 1);
      if (failed.length > mostReplayed) throw tooMany();
      if (!dryRun && failed.length !== count) throw countChanged(failed.length);
      if (!dryRun && failed.length > 0) await makeDue(tx, failed);
      return replayOf(failed, dryRun);
    });
    if (!dryRun) nudge();
    return replay;
  };

export type ReplayDeliveries = ReturnType<typeof makeReplayDeliveries>;

const replayOf = (failed: readonly FailedKey[], dryRun: boolean): Replay => ({
  dryRun,
  deliveries: failed.length,
  recipients: new Set(failed.map(({ officialId }) => officialId)).size,
  channels: [...Map.groupBy(failed, ({ channel }) => channel)]
    .map(([channel, some]) => ({ channel, deliveries: some.length }))
    .toSorted((a, b) => (a.channel < b.channel ? -1 : 1)),
});

const noPeriod = (): AppError =>
  new AppError(
    'notification.replay-period',
    'invalid',
    '起始时间须早于截止时间。 `from` has to be before `to`; what was planned at `to` or later is left out.',
    { errors: [{ pointer: '/to', code: 'period', detail: 'is not after from' }] },
  );
const countMissing = (): AppError =>
  new AppError(
    'notification.replay-count-missing',
    'invalid',
    '请先用 ?dryRun=true 试算，再把得到的数量填入 count。 Run it with ?dryRun=true first, then give the number of deliveries that it found as `count`.',
    { errors: [{ pointer: '/count', code: 'required', detail: 'is what the dry run found' }] },
  );
const tooMany = (): AppError =>
  new AppError(
    'notification.replay-too-many',
    'conflict',
    `一次最多重发 ${mostReplayed} 条，请缩短时间范围或指定渠道。 At most ${mostReplayed} deliveries are replayed at a time: narrow the period or name a channel.`,
    { most: mostReplayed },
  );
const countChanged = (found: number): AppError =>
  new AppError(
    'notification.replay-count-changed',
    'conflict',
    `符合条件的现为 ${found} 条，与 count 不符，请重新试算。 There are ${found} such deliveries now, not as many as \`count\` says: look again with ?dryRun=true.`,
    { deliveries: found },
  );
