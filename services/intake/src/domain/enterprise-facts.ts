import type { IndustryCode, SizeClass, Uscc } from '@yuanqu/domain';
import { sizeOf } from './enterprise.ts';
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
  readonly provisional: boolean;
  readonly revision: number;
  /** Where it holds units now. */
  readonly parks: readonly string[];
}

export interface EnterpriseDecision {
  readonly outcome: 'created' | 'changed';
  readonly enterprise: EnterpriseFacts & {
    readonly sizeClass: SizeClass | undefined;
    readonly revision: number;
  };
}

/**
 * What entering these facts does: registers, completes or changes the enterprise, or nothing (undefined). Whoever
 * enters for some parks only may not change the tenant of others. Code: `intake.not-your-tenant`.
 */
export function enterFacts(
  known: KnownEnterprise | undefined,
  facts: EnterpriseFacts,
  scope: '*' | readonly string[],
): EnterpriseDecision | Fault | undefined {
  if (known && !isWithin(known, scope)) return notYourTenant;
  const whole = {
    ...facts,
    staff: facts.staff ?? known?.staff,
    revenueFen: facts.revenueFen ?? known?.revenueFen,
    assetsFen: facts.assetsFen ?? known?.assetsFen,
  };
  const enterprise = { ...whole, sizeClass: sizeOf(whole), revision: (known?.revision ?? 0) + 1 };
  if (!known) return { outcome: 'created', enterprise };
  const isSo = !known.provisional && compared.every((field) => known[field] === enterprise[field]);
  return isSo ? undefined : { outcome: 'changed', enterprise };
}

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
