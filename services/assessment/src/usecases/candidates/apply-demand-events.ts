import { Area } from '@yuanqu/domain';
import {
  demandEnded,
  demandOffered,
  demandRemeasured,
  demandUnmet,
  type RecordedEventOf,
} from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { SaveDemands } from './candidate-ports.ts';

export const demandEvents = [demandUnmet, demandRemeasured, demandOffered, demandEnded] as const;
export type DemandEvent = RecordedEventOf<(typeof demandEvents)[number]>;

/** Takes what waits for space: of each demand the last event. While units are offered to it nothing is missing. */
export const makeApplyDemandEvents =
  (saveDemands: SaveDemands) =>
  (tx: Executor, events: readonly DemandEvent[]): Promise<void> => {
    const last = new Map(events.map((event) => [event.subject, event]));
    return saveDemands(
      tx,
      [...last.values()].map((event) => ({
        id: event.subject,
        park: event.data.park,
        uscc: event.data.uscc ?? null,
        usage: event.data.usage,
        areaHundredths: hundredthsOf(event.data.areaM2),
        missingHundredths: 'missingM2' in event.data ? hundredthsOf(event.data.missingM2) : 0n,
        at: event.time,
        ended: event.type === demandEnded.type,
        revision: event.revision,
      })),
    );
  };

function hundredthsOf(m2: number): bigint {
  const area = Area.fromM2(m2);
  if (!(area instanceof Area)) throw area;
  return BigInt(area.hundredths);
}
