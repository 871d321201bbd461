import type { IndustryCode, SizeClass, Uscc } from '@yuanqu/domain';
import { type ReportedYear, sizeOf } from './enterprise.ts';
import type { Fault } from './tables/table.ts';

/** What somebody enters about an enterprise; figures that are left out stay as they are. */
export interface EnterpriseFacts {
  readonly uscc: Uscc;
  readonly name: string;
  readonly industry: IndustryCode;
  readonly staff: number | undefined;
  readonly revenueFen: bigint | undefined;
  readonly assetsFen: bigint | undefined;
}

/** An enterprise as it is kept; a provisional one is known by its code alone. */
export interface KnownEnterprise {
  readonly id: string;
  readonly name: string | undefined;
  readonly industry: IndustryCode | undefined;
  readonly staff: number | undefined;
  readonly revenueFen: bigint | undefined;
  readonly assetsFen: bigint | undefined;
  readonly sizeClass: SizeClass | undefined;
  /** The twelve months of figures that its size class goes by, if they were reported. */
  readonly reported: ReportedYear | undefined;
  /** The enterprise that it was found to be the same as. */
  readonly mergedInto: string | undefined;
  readonly provisional: boolean;
  readonly revision: number;
  /** Where it holds units now. */
  readonly parks: readonly string[];
}

export interface EnterpriseDecision {
  readonly outcome: 'created' | 'changed';
  readonly enterprise: EnterpriseFacts & {
    readonly sizeClass: SizeClass | undefined;
    readonly reported: ReportedYear | undefined;
    readonly revision: number;
  };
}

/**
 * What entering these facts does: registers, completes or changes the enterprise, or nothing (undefined). Whoever
 * enters for some parks only may not change the tenant of others. Other yearly figures than were entered before go before
 * what was reported month by month. Codes: `intake.not-your-tenant`, `intake.enterprise-merged`.
 */
export function enterFacts(
  known: KnownEnterprise | undefined,
  facts: EnterpriseFacts,
  scope: '*' | readonly string[],
): EnterpriseDecision | Fault | undefined {
  if (known && !isWithin(known, scope)) return notYourTenant;
  if (known?.mergedInto !== undefined) return isMerged(known.mergedInto);
  const whole = withKnown(facts, known);
  const enterprise = { ...whole, sizeClass: sizeOf(whole), revision: (known?.revision ?? 0) + 1 };
  if (!known) return { outcome: 'created', enterprise };
  const isSo = !known.provisional && compared.every((field) => known[field] === enterprise[field]);
  return isSo ? undefined : { outcome: 'changed', enterprise };
}

function withKnown(facts: EnterpriseFacts, known: KnownEnterprise | undefined) {
  const staff = facts.staff ?? known?.staff;
  const revenueFen = facts.revenueFen ?? known?.revenueFen;
  const isNewYear = isOther(known?.staff, staff) || isOther(known?.revenueFen, revenueFen);
  return {
    ...facts,
    staff,
    revenueFen,
    assetsFen: facts.assetsFen ?? known?.assetsFen,
    reported: isNewYear ? undefined : known?.reported,
  };
}

const isOther = <T>(before: T | undefined, now: T | undefined): boolean =>
  before !== undefined && before !== now;

/** Whether the enterprise may be seen and changed for these parks: their tenant, or nobody's yet. */
export const isWithin = (
  { parks }: Pick<KnownEnterprise, 'parks'>,
  scope: '*' | readonly string[],
): boolean => scope === '*' || parks.length === 0 || parks.some((park) => scope.includes(park));

const compared = ['name', 'industry', 'staff', 'revenueFen', 'assetsFen', 'sizeClass'] as const;

const notYourTenant: Fault = {
  code: 'intake.not-your-tenant',
  detail:
    '该企业仅为其他园区的租户，由该园区维护。 The enterprise is a tenant of other parks only; theirs to change.',
};

const isMerged = (into: string): Fault => ({
  code: 'intake.enterprise-merged',
  detail: `该企业已归并至 ${into}，请在其名下修改。 It was found to be the same as ${into}: change that one.`,
});
