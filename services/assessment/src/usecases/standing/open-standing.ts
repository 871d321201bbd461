import { AppError, formatInstant, Month, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { handleCase, readCase } from '@yuanqu/service-kit';
import { type Span, spanAt, spansOf } from '../../domain/standing/contract-span.ts';
import { ruleInForce } from '../../domain/rule-in-force.ts';
import { isOver, type Standing, type StandingTerms } from '../../domain/standing/standing.ts';
import { standingKind } from './standing-kind.ts';
import type { FindUnopened, LinkStanding, StandingPorts, StoredStandingRule } from './standing-ports.ts';

/** The rule for a month, of those given. Throws `assessment.no-standing-rule`. */
export function ruleOf(rules: readonly StoredStandingRule[], month: Month): StoredStandingRule {
  const rule = ruleInForce(rules, month);
  if (rule) return rule;
  throw new AppError(
    'assessment.no-standing-rule',
    'conflict',
    `${month} 尚无评价规则。 There is no rule of standing for ${month}; add one with POST /operator-standing-rules.`,
  );
}

export const termsOf = ({
  version,
  definition: { steps, recovery, days },
}: StoredStandingRule): StandingTerms => ({
  version,
  steps,
  recovery,
  days,
});

/**
 * The case of an operator that has the park now, opened if there is none; its contracts have been locked. Undefined for one
 * that has gone: what comes after is a case of its own.
 */
export async function standingOf(
  tx: Executor,
  span: Span,
  park: string,
  {
    linkStanding,
    terms,
    now,
  }: { readonly linkStanding: LinkStanding; readonly terms: StandingTerms; readonly now: Date },
): Promise<string | undefined> {
  const known =
    span.standing === undefined ? undefined : await readCase<Standing>(tx, standingKind.name)(span.standing);
  const unlinked = span.contracts.filter(({ standing }) => standing === undefined);
  if (known && !isOver(known.state)) {
    if (unlinked.length > 0) await linkStanding(tx, park, unlinked, known.id);
    return known.id;
  }
  const isThere = span.from <= now && (span.until === undefined || now < span.until);
  const [first] = unlinked;
  if (!first || !isThere) return undefined;
  const id = newId(now.getTime());
  const command = {
    kind: 'open',
    park,
    operator: span.operator,
    operatorName: span.name,
    since: formatInstant(known ? first.from : span.from),
    ...(span.until && { contractUntil: formatInstant(span.until) }),
    terms,
  } as const;
  await handleCase(tx, standingKind, id, command, { by: 'system', at: now, context: {} });
  await linkStanding(tx, park, unlinked, id);
  return id;
}

/** Opens the standing of every operator that has a park now and has none yet. Can be cut off and run twice. */
export const makeOpenStandings =
  ({
    db,
    transaction,
    clock,
    lockContracts,
    ...ports
  }: StandingPorts & { readonly findUnopened: FindUnopened }) =>
  async (): Promise<void> => {
    const parks = await ports.findUnopened(db, clock());
    if (parks.length === 0) return;
    const rules = await ports.listStandingRules(db);
    for (const park of parks)
      await transaction(async (tx) => {
        const now = clock();
        const span = spanAt(spansOf(await lockContracts(tx, park)), now);
        const terms = termsOf(ruleOf(rules, Month.of(now)));
        if (span) await standingOf(tx, span, park, { ...ports, terms, now });
      });
  };
