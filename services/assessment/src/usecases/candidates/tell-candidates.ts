import type { Clock, Month } from '@yuanqu/domain';
import { newEvent, type NewEvent, renovationCandidateFound } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import { type MonthCandidate, monthCandidates } from '../../domain/candidates/month-candidates.ts';
import type { WaitingDemand } from '../../domain/candidates/rank-candidates.ts';
import { shareOf } from '../../domain/ratio.ts';
import { thawDocument } from '../../domain/thaw-document.ts';
import type { AppendEvents, CountParkEvents } from '../chain/chain-ports.ts';
import type { FindTable } from '../league-ports.ts';
import type * as ports from './candidate-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly transaction: Transaction;
  readonly listUntold: ports.ListUntold;
  readonly takeMonth: ports.TakeMonth;
  readonly keepCandidates: ports.KeepCandidates;
  readonly readOccupancyTargets: ports.ReadOccupancyTargets;
  readonly readWaitingDemand: ports.ReadWaitingDemand;
  readonly findTable: FindTable;
  readonly countParkEvents: CountParkEvents;
  readonly append: AppendEvents;
  readonly clock: Clock;
  /** A month that could not be looked at; the others go on. */
  readonly failed: (month: Month, error: unknown) => void;
}

/**
 * Tells which parks a published table makes candidates for renovation that the month before did not, each once for a
 * month whatever its versions. A month in a transaction of its own: it can be cut off, run twice or by two at once.
 * Returns how many parks were told of.
 */
export const makeTellCandidates =
  (given: Ports) =>
  async (signal?: AbortSignal): Promise<number> => {
    let told = 0;
    for (const { month, version } of await given.listUntold(given.db)) {
      if (signal?.aborted) break;
      told += await given
        .transaction((tx) => tellMonth(given, tx, month, version))
        .catch((error: unknown) => {
          given.failed(month, error);
          return 0;
        });
    }
    return told;
  };

async function tellMonth(given: Ports, tx: Executor, month: Month, version: number): Promise<number> {
  if (!(await given.takeMonth(tx, month, version))) return 0;
  const frozen = await given.findTable(tx, month, { version });
  if (!frozen) return 0;
  const targets = await given.readOccupancyTargets(tx);
  const { table } = thawDocument(frozen.document);
  const found = monthCandidates(table, (park) => targets.get(park) ?? targets.get('*') ?? 0);
  const parks = found.map(({ park }) => park);
  const fresh = new Set(await given.keepCandidates(tx, month, parks));
  const news = found.filter(({ park }) => fresh.has(park));
  if (news.length === 0) return 0;
  const demand = await given.readWaitingDemand(tx);
  const now = given.clock();
  const events: NewEvent[] = [];
  for (const candidate of news) {
    const revision = await given.countParkEvents(tx, candidate.park, 1);
    const data = { month, version, ...dataOf(candidate, demand) };
    events.push(newEvent(renovationCandidateFound, { subject: candidate.park, revision, time: now, data }));
  }
  await given.append(tx, events);
  return news.length;
}

function dataOf(candidate: MonthCandidate, demand: readonly WaitingDemand[]) {
  const { park, name, because, occupancy, target, perMu, districtPerMu, reason } = candidate;
  const waiting = demand.filter((one) => one.park === park);
  return {
    park,
    name,
    because: [...because],
    reasonZh: reason.zh,
    reasonEn: reason.en,
    ...(occupancy !== undefined && { rate: shareOf(occupancy) }),
    target: target / 10_000,
    ...(perMu !== undefined && { outputPerMu: perMu }),
    ...(districtPerMu !== undefined && { districtOutputPerMu: districtPerMu }),
    demands: waiting.reduce((sum, { demands }) => sum + demands, 0),
    missingM2: Number(waiting.reduce((sum, { missing }) => sum + missing, 0n)) / 100,
  };
}
