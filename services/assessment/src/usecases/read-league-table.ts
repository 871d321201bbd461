import { AppError, type Clock, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { leagueTable, type LeagueTable } from '../domain/league-table.ts';
import type { ParkInputs } from '../domain/park-inputs.ts';
import { type ParkScore, scorePark } from '../domain/score-park.ts';
import { thawDocument } from '../domain/thaw-document.ts';
import type { CountLateArrivals, FrozenTable, TableHead } from './league-ports.ts';
import { begunCutoff } from './read-park-month.ts';
import { type BasisPorts, loadBasis } from './table-basis.ts';

interface Ports extends BasisPorts {
  readonly db: Executor;
  readonly countLateArrivals: CountLateArrivals;
  readonly clock: Clock;
}

/** What a park's frozen score would be with the events that came after the month was closed. */
export interface Correction {
  readonly lateArrivals: number;
  readonly inputs: ParkInputs;
  readonly score: ParkScore;
}

/** A month's table: reckoned now while the month is open, as it was frozen once it is closed. */
export type ReadTable =
  | {
      readonly state: 'preliminary';
      readonly table: LeagueTable;
      /** The version that was reopened, if this month had been closed before. */
      readonly reopenedVersion?: number;
    }
  | {
      readonly state: 'closed' | 'published';
      readonly table: LeagueTable;
      readonly head: TableHead;
      /** Whether a newer version is in the making: the month was reopened since. */
      readonly reopened: boolean;
      /** By park; parks without late arrivals have none. */
      readonly corrections: ReadonlyMap<string, Correction>;
    };

export interface TableWanted {
  readonly month: Month;
  /** A frozen version; unless told the newest one, or the preliminary table while the month is open. */
  readonly version?: number | undefined;
  /** Only what is public. */
  readonly published: boolean;
}

/** Errors: `assessment.no-such-table`, `assessment.month-not-begun`, `assessment.no-rule`. */
export const makeReadLeagueTable =
  (ports: Ports) =>
  async ({ month, version, published }: TableWanted): Promise<ReadTable> => {
    const { db, clock, findMonth, findTable } = ports;
    const state = await findMonth(db, month);
    const isOpen = state?.state !== 'closed';
    if (isOpen && !published && version === undefined) {
      const cutoffMs = begunCutoff(month, clock().getTime());
      const table = leagueTable(await loadBasis(ports, db, { month, cutoffMs, exact: false }));
      return { state: 'preliminary', table, ...(state?.version && { reopenedVersion: state.version }) };
    }
    const frozen = await findTable(db, month, { version, published });
    if (!frozen) throw noSuchTable(month, version);
    return readFrozen(ports, frozen, isOpen || frozen.version < state.version);
  };

async function readFrozen(ports: Ports, frozen: FrozenTable, reopened: boolean): Promise<ReadTable> {
  const { document, ...head } = frozen;
  const { table, watermarks } = thawDocument(document);
  const late = await ports.countLateArrivals(ports.db, frozen.month, watermarks);
  const state = frozen.publishedAt ? 'published' : 'closed';
  return { state, table, head, reopened, corrections: await correctionsOf(ports, table, late) };
}

/** By the rule that was frozen, so that only the events make the difference. */
async function correctionsOf(
  ports: Ports,
  frozen: LeagueTable,
  late: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, Correction>> {
  if (late.size === 0) return new Map();
  const { month, rule } = frozen;
  const basis = await loadBasis(ports, ports.db, { month, cutoffMs: Month.endMs(month), exact: false });
  const present = leagueTable({ ...basis, rule });
  return new Map(
    present.inputs.flatMap((inputs) => {
      const lateArrivals = late.get(inputs.park.code);
      if (lateArrivals === undefined) return [];
      return [[inputs.park.code, { lateArrivals, inputs, score: scorePark(rule.definition, month, inputs) }]];
    }),
  );
}

const noSuchTable = (month: Month, version: number | undefined): AppError =>
  new AppError(
    'assessment.no-such-table',
    'not-found',
    version === undefined ? `${month} has no frozen table.` : `${month} has no version ${version}.`,
  );
