import type { Contract, Sender } from './authority.ts';
import type { ObservableTime } from './observable-time.ts';
import type { Observation } from './observation.ts';
import type { OccupancyUpdate } from './occupancy-update.ts';
import { evolve, type ObservedUnit, type Settlement, settle } from './settle-update.ts';

/** A line that could be read, and who sent it. */
export interface BatchLine {
  readonly sender: Sender;
  readonly update: OccupancyUpdate;
  readonly contentHash: string;
}

/** Everything that a batch's lines have to be judged by, read under lock. */
export interface BatchKnowledge {
  readonly time: ObservableTime;
  /** By `unitKey`. */
  readonly units: ReadonlyMap<string, ObservedUnit>;
  /** By operator. */
  readonly contracts: ReadonlyMap<string, readonly Contract[]>;
  /** Content hashes by `updateKey`. */
  readonly settled: ReadonlyMap<string, string>;
  /** Industry codes of the enterprises that are registered, by credit code. */
  readonly enterprises: ReadonlyMap<string, string | undefined>;
}

/** A line that was accepted or is stale: one row of history, one event. */
export interface HistoryEntry<Line extends BatchLine = BatchLine> {
  readonly line: Line;
  readonly unitId: string;
  /** The unit's revision that it made. */
  readonly revision: number;
  readonly observation: Observation;
  readonly current: boolean;
  readonly industry: string | undefined;
}

/** What a batch makes of a unit. */
export interface SettledUnit {
  readonly id: string;
  readonly revision: number;
  /** What is current now; absent when only the past has changed. */
  readonly shown: Observation | undefined;
}

/** An enterprise that an update named before anybody registered it. */
export interface NewEnterprise {
  readonly uscc: string;
  /** Where it was seen; that park's operator is to complete it. */
  readonly park: string;
}

export interface SettledBatch<Line extends BatchLine = BatchLine> {
  /** In the order of the lines. */
  readonly settlements: readonly Settlement[];
  readonly entries: readonly HistoryEntry<Line>[];
  /** The units that have entries. */
  readonly units: readonly SettledUnit[];
  readonly newEnterprises: readonly NewEnterprise[];
}

export const unitKey = (park: string, unit: string): string => `${park}\n${unit}`;
export const updateKey = (operator: string, updateId: string): string => `${operator}\n${updateId}`;

/** Settles lines one after the other, each seeing what those before it did. */
export function settleBatch<Line extends BatchLine>(
  lines: readonly Line[],
  known: BatchKnowledge,
): SettledBatch<Line> {
  const settledNow = new Map<string, string>();
  const touched = new Map<string, { unit: ObservedUnit; shown: Observation | undefined }>();
  const newEnterprises = new Map<string, NewEnterprise>();
  const entries: HistoryEntry<Line>[] = [];
  const settleLine = (line: Line): Settlement => {
    const { sender, update, contentHash } = line;
    const { park, uscc } = update;
    const unitAt = unitKey(park, update.unit);
    const idAt = updateKey(sender.operator, update.updateId);
    const before = touched.get(unitAt);
    const unit = before?.unit ?? known.units.get(unitAt);
    const settlement = settle(unit, {
      update,
      contentHash,
      sender,
      contracts: known.contracts.get(sender.operator) ?? [],
      time: known.time,
      settledHash: settledNow.get(idAt) ?? known.settled.get(idAt),
    });
    if (!unit || !('observation' in settlement)) return settlement;
    const { observation, outcome } = settlement;
    const current = outcome === 'accepted';
    const next = evolve(unit, settlement);
    touched.set(unitAt, { unit: next, shown: current ? observation : before?.shown });
    settledNow.set(idAt, contentHash);
    if (uscc !== undefined && !known.enterprises.has(uscc)) newEnterprises.set(uscc, { uscc, park });
    const industry = uscc === undefined ? undefined : known.enterprises.get(uscc);
    entries.push({ line, unitId: unit.id, revision: next.revision, observation, current, industry });
    return settlement;
  };
  return {
    settlements: lines.map(settleLine),
    entries,
    units: Array.from(touched.values(), ({ unit: { id, revision }, shown }) => ({ id, revision, shown })),
    newEnterprises: [...newEnterprises.values()],
  };
}
