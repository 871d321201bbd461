import type { Month } from '@yuanqu/domain';
import { handleCase } from '@yuanqu/service-kit';
import type { Logger } from 'pino';
import { spanOfMonth, spansOf } from '../../domain/standing/contract-span.ts';
import { type MonthVerdict, type TableLine, verdictOf } from '../../domain/standing/month-verdict.ts';
import { plansOf } from './plans-of.ts';
import { ruleOf, standingOf, termsOf } from './open-standing.ts';
import { standingKind } from './standing-kind.ts';
import type * as ports from './standing-ports.ts';

export interface JudgeMonthsPorts extends ports.StandingPorts {
  readonly listPublished: ports.ListPublished;
  readonly listClosed: ports.ListClosed;
  readonly listDone: ports.ListDone;
  readonly saveDone: ports.SaveDone;
  readonly readLines: ports.ReadLines;
  readonly saveVerdict: ports.SaveVerdict;
  readonly isStuck: ports.IsStuck;
  readonly listStuck: ports.ListStuck;
  readonly log: Logger;
}

interface Table {
  readonly month: Month;
  readonly version: number;
  readonly lines: readonly TableLine[];
  readonly rule: ports.StoredStandingRule;
}

/**
 * Judges the operators by each published table that they have not been judged by, month after month, each park in a
 * transaction of its own: it can be cut off anywhere, run twice or by two at once, since a verdict is kept once. A park that
 * fails is kept as stuck and tried again, its later months behind it, and the others go on.
 */
export const makeJudgeMonths = (given: JudgeMonthsPorts) => {
  const { db, clock, log } = given;
  const judge = makeJudgePark(given);
  const tableOf = async (month: Month, version: number): Promise<Table> => ({
    month,
    version,
    lines: await given.readLines(db, month, version),
    rule: ruleOf(await given.listStandingRules(db), month),
  });

  const attempt = async (table: Table, line: TableLine): Promise<void> => {
    let failure: unknown;
    try {
      return await judge(table, line);
    } catch (error) {
      failure = error;
    }
    const { month, version } = table;
    log.error({ month, version, park: line.park, err: failure }, 'an operator could not be judged');
    const because = failure instanceof Error ? failure.message : String(failure);
    const reason = { zh: `未能评定：${because}`, en: `Could not be judged: ${because}` };
    await given.saveVerdict(db, { ...unjudged(table, line), verdict: 'stuck', reason, at: clock() });
  };

  const retry = async (): Promise<void> => {
    for (const { month, version, park } of await given.listStuck(db)) {
      const table = await tableOf(month, version);
      const line = table.lines.find((other) => other.park === park);
      if (line) await attempt(table, line);
    }
  };

  return async (signal?: AbortSignal): Promise<number> => {
    await retry();
    let judged = 0;
    for (const plan of await plansOf(given, db)) {
      if (plan.how === 'waits') continue;
      const { month, version, how: outcome } = plan;
      const done = { month, version, outcome, at: clock() };
      if (outcome !== 'judged') {
        await given.saveDone(db, { ...done, rule: undefined });
        continue;
      }
      const table = await tableOf(month, version);
      for (const line of table.lines) {
        if (signal?.aborted) return judged;
        await attempt(table, line);
      }
      await given.saveDone(db, { ...done, rule: table.rule.version, at: clock() });
      judged += 1;
    }
    return judged;
  };
};

const unjudged = ({ month, version }: Table, { park }: TableLine) => ({
  month,
  version,
  park,
  operator: undefined,
  standing: undefined,
});

/** One park's line: its verdict is kept first, so that whoever is second changes nothing. */
const makeJudgePark =
  ({ transaction, append, clock, lockContracts, linkStanding, saveVerdict, isStuck }: JudgeMonthsPorts) =>
  (table: Table, line: TableLine): Promise<void> =>
    transaction(async (tx) => {
      const now = clock();
      const { month, version, lines, rule } = table;
      const { park } = line;
      const span = spanOfMonth(spansOf(await lockContracts(tx, park)), month);
      const terms = termsOf(rule);
      const standing = span && (await standingOf(tx, span, park, { linkStanding, terms, now }));
      const found: MonthVerdict = standing === undefined ? nobody : verdictOf(line, lines, rule.definition);
      const kept = { ...unjudged(table, line), operator: span?.operator, standing, ...found, at: now };
      if (await isStuck(tx, month, version, park)) throw new Error('an earlier month of this park is stuck');
      if (!(await saveVerdict(tx, kept)) || standing === undefined) return;
      const judged = { month, version, verdict: found.verdict, reason: found.reason, rule: rule.version };
      const command = { kind: 'judge', judged, terms, at: now.toISOString() } as const;
      const deed = { by: 'system', at: now, context: {} };
      const { events } = await handleCase(tx, standingKind, standing, command, deed);
      await append(tx, events);
    });

const nobody: MonthVerdict = {
  verdict: 'not-judged',
  reason: {
    zh: '该月没有始终在任、现仍在任的运营机构，不作评价。',
    en: 'Nobody who still has the park had it throughout that month.',
  },
};
