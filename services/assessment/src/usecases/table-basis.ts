import { AppError, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { TableBasis } from '../domain/league-table.ts';
import { type PreviousMonth, tenantsOf } from '../domain/park-inputs.ts';
import type { RankedScore } from '../domain/rank-parks.ts';
import { needsEvidence } from '../domain/rule-definition.ts';
import { ruleInForce } from '../domain/rule-in-force.ts';
import { thawDocument } from '../domain/thaw-document.ts';
import type { ReadEvidence } from './evidence/evidence-ports.ts';
import type { FindMonth, FindTable, ListRules, ReadOverrides } from './league-ports.ts';
import type { ListParks, ReadAreaTimes, ReadOutcomes } from './reading-ports.ts';

export interface BasisPorts {
  readonly listParks: ListParks;
  readonly readOutcomes: ReadOutcomes;
  readonly readAreaTimes: ReadAreaTimes;
  readonly listRules: ListRules;
  readonly findMonth: FindMonth;
  readonly findTable: FindTable;
  readonly readEvidence: ReadEvidence;
  readonly readOverrides: ReadOverrides;
}

export interface BasisWanted {
  readonly month: Month;
  readonly cutoffMs: number;
  /** Trust no settled month: reckon everything from the observations. */
  readonly exact: boolean;
}

/** Reads all that a month's table is reckoned from. Error: `assessment.no-rule`. */
export async function loadBasis(ports: BasisPorts, db: Executor, wanted: BasisWanted): Promise<TableBasis> {
  const { month, cutoffMs, exact } = wanted;
  const rule = ruleInForce(await ports.listRules(db), month);
  if (!rule) {
    throw new AppError(
      'assessment.no-rule',
      'conflict',
      `No scoring rule is in effect for ${month}: add one with POST /scoring-rules.`,
    );
  }
  const parks = await ports.listParks(db);
  const units = await ports.readOutcomes(db, { month, cutoffMs, exact });
  const previous = await previousFigures(ports, db, Month.previous(month), exact);
  const { version, effectiveFrom, definition } = rule;
  const overrides = await ports.readOverrides(db, month);
  const basis = {
    month,
    cutoffMs,
    rule: { version, effectiveFrom, definition },
    parks,
    units,
    previous,
    overrides,
  };
  if (!needsEvidence(definition)) return basis;
  const tenants = tenantsOf(units, cutoffMs);
  return { ...basis, evidence: await ports.readEvidence(db, { month, cutoffMs, tenants }) };
}

/** The month before: its frozen figures when it is closed, else as the events known now make it. */
async function previousFigures(
  { findMonth, findTable, readAreaTimes }: BasisPorts,
  db: Executor,
  month: Month,
  exact: boolean,
): Promise<TableBasis['previous']> {
  const state = await findMonth(db, month);
  const frozen = state?.state === 'closed' ? await findTable(db, month) : undefined;
  if (frozen) {
    const { table, version } = thawDocument(frozen.document);
    const scores = new Map(table.scores.map((score) => [score.park, score]));
    return new Map(
      table.inputs.map(({ park, month: time }) => [
        park.code,
        { ...time, frozenVersion: version, ...placeOf(scores.get(park.code)) },
      ]),
    );
  }
  return readAreaTimes(db, { month, cutoffMs: Month.endMs(month), exact });
}

const placeOf = (scored: RankedScore | undefined): Pick<PreviousMonth, 'rank' | 'score'> =>
  scored?.rank === undefined ? {} : { rank: scored.rank, score: scored.score };
