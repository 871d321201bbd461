import { AppError, type Month } from '@yuanqu/domain';
import type { PutRight } from '../../domain/objections/check-put-right.ts';
import type { Objected } from '../../domain/objections/objection.ts';
import { incidentKinds } from '../../domain/rule-definition.ts';
import { thawDocument } from '../../domain/thaw-document.ts';
import type { FrozenTable } from '../league-ports.ts';

/** An objection as an operator raises it. */
export interface Raise {
  readonly month: Month;
  readonly park: string;
  readonly about?: Objected;
  readonly words: string;
  readonly evidence: string;
}

/** What a table's rule says of deciding; the park has to be in the table, and what is objected to in its rule. */
export function judgedIn(
  { document }: FrozenTable,
  { month, park, about }: Raise,
): { readonly decideDays: number } {
  const { rule, inputs } = thawDocument(document).table;
  const own = inputs.find((one) => one.park.code === park);
  if (!own)
    throw new AppError(
      'objection.not-assessed',
      'conflict',
      `${park} 不在 ${month} 的榜单中。 ${park} is not in the table of ${month}.`,
    );
  const { indicators, deductions = [], preview } = rule.definition;
  const known = [...indicators.map(({ code }) => code), ...deductions.map(({ kind }) => kind)];
  if (about !== undefined && !known.includes(about)) throw notInRule('/about', about, known);
  const kind = incidentKinds.find((one) => one === about);
  if (kind !== undefined && (own.evidence?.[kind]?.events ?? 0) === 0) throw nothingTaken(month, park);
  return { decideDays: preview?.decideDays ?? 1 };
}

/** Refuses a measure of something that the month’s rule does not judge by. Error: `objection.unknown-indicator`. */
export function inRule({ document }: FrozenTable, { indicator }: PutRight): void {
  const known = thawDocument(document).table.rule.definition.indicators.map(({ code }) => code);
  if (!known.includes(indicator)) throw notInRule('/putRight/indicator', indicator, known);
}

const nothingTaken = (month: Month, park: string): AppError =>
  new AppError(
    'objection.no-incident',
    'conflict',
    `${park} ${month} 没有该类扣分事件，无可申诉。 Nothing was taken off ${park} in ${month} for incidents of that kind: there is nothing to object to.`,
    { errors: [{ pointer: '/about', code: 'nothing-there', detail: 'no incident of that kind counts' }] },
  );

const notInRule = (pointer: string, code: string, known: readonly string[]): AppError =>
  new AppError(
    'objection.unknown-indicator',
    'invalid',
    `该月规则中没有 ${code}。 The month’s rule does not judge by ${code}; it judges by ${known.join(', ')}.`,
    { errors: [{ pointer, code: 'unknown', detail: `is none of ${known.join(', ')}` }] },
  );
