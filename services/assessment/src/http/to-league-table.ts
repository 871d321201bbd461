import { formatInstant } from '@yuanqu/domain';
import { type ExplainedIndicator, explainIndicators, explainStanding } from '../domain/explain-score.ts';
import type { LeagueTable } from '../domain/league-table.ts';
import { occupancyOf } from '../domain/month-occupancy.ts';
import type { Deduction } from '../domain/deductions.ts';
import { toInputs } from './to-inputs.ts';
import { indicatorUnits, measureOnWire } from '../domain/indicator-units.ts';
import type { ParkInputs } from '../domain/park-inputs.ts';
import { type Change, changeOf, reasonOf } from '../domain/reason-of.ts';
import type { RankedScore } from '../domain/rank-parks.ts';
import { millionthsOf, shareOf } from '../domain/ratio.ts';
import type { Correction, ReadTable } from '../usecases/read-league-table.ts';

/** Who reads: everybody gets the published table, those who may read figures also who closed it, of their parks. */
export interface Reader {
  readonly official: boolean;
  readonly parks: '*' | readonly string[];
}

/** A month's table as it goes out, each score explained down to what it came from. */
export function toLeagueTable(read: ReadTable, reader: Reader) {
  const { month, cutoffMs, rule } = read.table;
  return {
    month,
    state: read.state,
    upTo: formatInstant(cutoffMs),
    ...headOf(read, reader),
    rule,
    rows: toRows(read).filter(({ park }) => maySee(read, reader, park)),
  };
}

/** A published table is for everybody; before that park people see their own parks' rows. */
const maySee = ({ state }: ReadTable, { parks }: Reader, park: string): boolean =>
  state === 'published' || parks === '*' || parks.includes(park);

function headOf(read: ReadTable, { official }: Reader) {
  if (read.state === 'preliminary') return read.reopenedVersion === undefined ? {} : { reopened: true };
  const { version, sha256, closedAt, closedByName, publishedAt, previewUntil } = read.head;
  return {
    version,
    sha256,
    closedAt: closedAt.toISOString(),
    ...(official && { closedBy: closedByName }),
    ...(official && previewUntil && { previewUntil: previewUntil.toISOString() }),
    ...(publishedAt && { publishedAt: publishedAt.toISOString() }),
    ...(read.reopened && { reopened: true }),
  };
}

function toRows(read: ReadTable) {
  const { table } = read;
  const inputsOf = new Map(table.inputs.map((inputs) => [inputs.park.code, inputs]));
  return table.scores.flatMap((score) => {
    const inputs = inputsOf.get(score.park);
    if (!inputs) return [];
    const correction = read.state === 'preliminary' ? undefined : read.corrections.get(score.park);
    return [toRow(table, inputs, score, correction)];
  });
}

function toRow(
  table: LeagueTable,
  inputs: ParkInputs,
  score: RankedScore,
  correction: Correction | undefined,
) {
  const { definition } = table.rule;
  const nameOf = (park: string) => table.inputs.find((other) => other.park.code === park)?.park.name ?? park;
  return {
    park: score.park,
    name: inputs.park.name,
    ...(score.rank !== undefined && { rank: score.rank }),
    standing: score.standing,
    score: score.score / 100,
    ...(score.grade && { grade: score.grade }),
    ...changeOnWire(changeOf(score, inputs.previous)),
    reason: reasonOf(score, inputs.previous),
    uncapped: score.uncapped / 100,
    ...(score.deductions && { deductions: score.deductions.map(toDeduction) }),
    ...(score.cappedBy && { cappedBy: score.cappedBy }),
    explanation: explainStanding(definition, inputs, score, table.scores, nameOf),
    indicators: explainIndicators(definition, inputs, score).map(toIndicator),
    inputs: toInputs(inputs),
    ...(correction && { correction: toCorrection(score, correction) }),
    links: {
      occupancy: `/api/assessment/v1/parks/${encodeURIComponent(score.park)}/occupancy?month=${table.month}`,
    },
  };
}

const changeOnWire = (change: Change | undefined) =>
  change ? { change: { ranks: change.ranks, points: change.points / 100 } } : {};

const toDeduction = ({ kind, events, points, entered }: Deduction) => ({
  kind,
  events,
  points: points / 100,
  entered: entered / 100,
});

const toIndicator = ({
  code,
  name,
  dimension,
  weight,
  points,
  measure,
  overridden,
  sentence,
}: ExplainedIndicator) => ({
  code,
  name,
  ...(dimension && { dimension }),
  maxPoints: weight / 100,
  points: points / 100,
  unit: indicatorUnits[code],
  ...(measure !== undefined && { measure: measureOnWire(code, measure) }),
  ...(overridden && { overridden }),
  sentence,
});

function toCorrection(frozen: RankedScore, { lateArrivals, inputs, score }: Correction) {
  const occupancy = millionthsOf(occupancyOf(inputs.month));
  return {
    lateArrivals,
    score: score.score / 100,
    change: (score.score - frozen.score) / 100,
    ...(occupancy !== undefined && { occupancy: shareOf(occupancy) }),
  };
}
