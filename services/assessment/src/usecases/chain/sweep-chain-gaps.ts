import type { Clock } from '@yuanqu/domain';
import { chainGapClosed, chainGapOpened, newEvent, type NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import { chainMap } from '../../domain/chain/chain-map.ts';
import { type GapChange, gapChanges } from '../../domain/chain/gap-changes.ts';
import type { ListParks, ParkDescription } from '../reading-ports.ts';
import type {
  AppendEvents,
  CountParkEvents,
  FindChain,
  ListChainParks,
  LockTold,
  ReadTenants,
  SaveTold,
} from './chain-ports.ts';

export interface SweepChainPorts {
  readonly db: Executor;
  readonly transaction: Transaction;
  readonly listParks: ListParks;
  readonly listChainParks: ListChainParks;
  readonly findChain: FindChain;
  readonly readTenants: ReadTenants;
  readonly lockTold: LockTold;
  readonly saveTold: SaveTold;
  readonly countParkEvents: CountParkEvents;
  readonly append: AppendEvents;
  readonly clock: Clock;
  /** A park that could not be looked at; the others go on. */
  readonly failed: (park: string, error: unknown) => void;
}

/**
 * Tells which segments went from covered to gap or back since they were last told of, park by park, each in a
 * transaction of its own: it can be cut off, run twice or by two at once. Returns how many changes were told.
 */
export const makeSweepChainGaps =
  (ports: SweepChainPorts) =>
  async (signal?: AbortSignal): Promise<number> => {
    let told = 0;
    for (const park of await ports.listChainParks(ports.db)) {
      if (signal?.aborted) break;
      told += await ports
        .transaction((tx) => sweepPark(ports, tx, park))
        .catch((error: unknown) => {
          ports.failed(park, error);
          return 0;
        });
    }
    return told;
  };

async function sweepPark(ports: SweepChainPorts, tx: Executor, code: string): Promise<number> {
  const before = await ports.lockTold(tx, code);
  const now = ports.clock();
  const [park] = await ports.listParks(tx, [code]);
  const chain = await ports.findChain(tx, code);
  const tenants = await ports.readTenants(tx, code, { now });
  // Missing data is missing: a park that nobody has reported on has no news.
  if (!park || !chain || !tenants) return 0;
  const { segments } = chainMap(park, chain.definition, tenants);
  const changes = gapChanges(before, segments);
  await ports.saveTold(
    tx,
    code,
    segments.map(({ segment, gap }) => ({ segment: segment.code, covered: gap === undefined })),
    now,
  );
  if (changes.length === 0) return 0;
  const last = await ports.countParkEvents(tx, code, changes.length);
  await ports.append(
    tx,
    changes.map((change, index) => eventOf(park, change, last - changes.length + index + 1, now)),
  );
  return changes.length;
}

function eventOf(park: ParkDescription, change: GapChange, revision: number, time: Date): NewEvent {
  const { segment, coverers } = change.at;
  const envelope = { subject: park.code, revision, time };
  const about = {
    park: park.code,
    name: park.name,
    segment: segment.code,
    segmentZh: segment.name.zh,
    segmentEn: segment.name.en,
    industries: [...segment.industries],
  };
  return change.kind === 'opened'
    ? newEvent(chainGapOpened, { ...envelope, data: { ...about, because: change.because } })
    : newEvent(chainGapClosed, { ...envelope, data: { ...about, firms: coverers.length } });
}
