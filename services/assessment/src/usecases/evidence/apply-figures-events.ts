import { Month } from '@yuanqu/domain';
import { enterpriseFiguresReported, type RecordedEventOf } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { ReadClosedUntil, RecordLateArrivals } from '../ports.ts';
import type { SaveFigures } from './evidence-ports.ts';

export const figuresEvents = [enterpriseFiguresReported] as const;
export type FiguresEvent = RecordedEventOf<(typeof figuresEvents)[number]>;

interface Ports {
  readonly saveFigures: SaveFigures;
  readonly readClosedUntil: ReadClosedUntil;
  readonly recordLateArrivals: RecordLateArrivals;
}

/** Takes enterprises' monthly figures, every version of them; those of a closed month are corrections of that month. */
export const makeApplyFiguresEvents =
  ({ saveFigures, readClosedUntil, recordLateArrivals }: Ports) =>
  async (tx: Executor, events: readonly FiguresEvent[]): Promise<void> => {
    await saveFigures(
      tx,
      events.map(({ data, time, partition, epoch, sequence }) => ({
        month: data.month,
        park: data.park,
        uscc: data.uscc,
        version: data.version,
        stage: data.stage,
        outputFen: data.outputFen ?? null,
        revenueFen: data.revenueFen ?? null,
        taxFen: data.taxFen ?? null,
        staff: data.staff ?? null,
        arrivedAt: time,
        partition,
        epoch,
        sequence,
      })),
    );
    const closedUntil = await readClosedUntil(tx);
    if (!closedUntil) return;
    const late = events.filter(({ data }) => startOf(data.month) < closedUntil.getTime());
    if (late.length > 0) await recordLateArrivals(tx, late.map(toLate));
  };

const startOf = (month: string): number => Month.startMs(month as Month);

const toLate = ({ id, data, time, topic, partition, epoch, sequence }: FiguresEvent) => ({
  kind: 'figures' as const,
  eventId: id,
  park: data.park,
  at: new Date(startOf(data.month)).toISOString(),
  arrivedAt: time,
  topic,
  partition,
  epoch,
  sequence,
});
