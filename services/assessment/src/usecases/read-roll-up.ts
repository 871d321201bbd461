import { AppError, type Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { periodBefore, type RollUpPeriod } from '../domain/roll-up/period.ts';
import { type PublishedMonth, type RolledUpPark, rollUp } from '../domain/roll-up/roll-up.ts';
import { thawDocument } from '../domain/thaw-document.ts';
import type { FindTable } from './league-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly findTable: FindTable;
}

/** A quarter or a year out of the newest published versions of its months. */
export interface RollUp {
  readonly period: RollUpPeriod;
  readonly months: readonly { readonly month: Month; readonly version: number }[];
  /** Months of the period that are not published. */
  readonly missing: readonly Month[];
  readonly parks: readonly RolledUpPark[];
}

/** Error: `assessment.nothing-published` when no month of the period is. */
export const makeReadRollUp =
  (ports: Ports) =>
  async (period: RollUpPeriod): Promise<RollUp> => {
    const months = await publishedMonths(ports, period.months);
    if (months.length === 0) throw nothingPublished(period);
    const before = periodBefore(period);
    const earlier = before ? await publishedMonths(ports, before.months) : [];
    const there = new Set(months.map(({ month }) => month));
    return {
      period,
      months: months.map(({ month, version }) => ({ month, version })),
      missing: period.months.filter((month) => !there.has(month)),
      parks: rollUp(months, earlier),
    };
  };

/** One after the other: of a document that may be large only places and scores are kept. */
async function publishedMonths(
  { db, findTable }: Ports,
  months: readonly Month[],
): Promise<readonly PublishedMonth[]> {
  const published: PublishedMonth[] = [];
  for (const month of months) {
    const frozen = await findTable(db, month, { published: true });
    if (!frozen) continue;
    const { rule, inputs, scores } = thawDocument(frozen.document).table;
    published.push({
      month,
      version: frozen.version,
      ...(rule.definition.grades && { grades: rule.definition.grades }),
      parks: inputs.map(({ park: { code, name } }) => ({ code, name })),
      scores,
    });
  }
  return published;
}

const nothingPublished = ({ name, months }: RollUpPeriod): AppError =>
  new AppError(
    'assessment.nothing-published',
    'not-found',
    `${name} 尚无已公布的月份。 No month of ${name} (${months[0]} to ${months.at(-1)}) is published yet.`,
  );
