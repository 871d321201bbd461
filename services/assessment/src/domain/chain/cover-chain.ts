import { Industry, type IndustryCode, type SizeClass, sizeClasses } from '@yuanqu/domain';
import type { ChainAssignment, ChainDefinition, ChainSegment } from './chain-definition.ts';
import { inStreamOrder } from './stream-order.ts';

/** A firm that is observed in a park, with all that it rents there. */
export interface ParkTenant {
  readonly uscc: string;
  readonly name?: string | undefined;
  readonly industry?: string | undefined;
  readonly sizeClass?: SizeClass | undefined;
  readonly units: number;
  readonly areaHundredths: bigint;
  /** The day on which its last contract of the park ends, where it is known to leave. */
  readonly leavesOn?: string | undefined;
}

/** Who covers a segment, and by what: its industry code, or somebody's word. */
export interface Coverer extends Omit<ParkTenant, 'uscc'> {
  readonly uscc?: string | undefined;
  readonly how: 'industry' | 'assigned';
  readonly reason?: string | undefined;
}

/** `nobody` covers it, or only one does, who leaves. */
export type GapKind = 'nobody' | 'last-one-leaves';

export interface CoveredSegment {
  readonly segment: ChainSegment;
  /** Whether it belongs to the park's leading industry. */
  readonly leading: boolean;
  /** Largest first. */
  readonly coverers: readonly Coverer[];
  /** Assigned, and not observed in the park. */
  readonly absent: readonly ChainAssignment[];
  readonly gap?: GapKind | undefined;
}

/** Who covers which segment, in the order of the stream. */
export const coverChain = (
  { segments, assignments }: Pick<ChainDefinition, 'segments' | 'assignments'>,
  leadingIndustries: readonly string[],
  tenants: readonly ParkTenant[],
): readonly CoveredSegment[] =>
  inStreamOrder(segments).map((segment) => {
    const assigned = assignments.filter((assignment) => assignment.segment === segment.code);
    const coverers = coverersOf(segment, assigned, tenants);
    return {
      segment,
      leading: segment.industries.some((own) => leadingIndustries.some((lead) => overlap(own, lead))),
      coverers,
      absent: assigned.filter(({ uscc }) => uscc !== undefined && !tenants.some((one) => one.uscc === uscc)),
      gap: gapOf(coverers),
    };
  });

/** How many segments are no gap, of how many. */
export const coverageOf = (
  segments: readonly Pick<CoveredSegment, 'gap'>[],
): { readonly covered: number; readonly segments: number } => ({
  covered: segments.filter(({ gap }) => gap === undefined).length,
  segments: segments.length,
});

function coverersOf(
  { industries }: ChainSegment,
  assigned: readonly ChainAssignment[],
  tenants: readonly ParkTenant[],
): readonly Coverer[] {
  const observed = tenants.flatMap((tenant): readonly Coverer[] => {
    if (industries.some((industry) => covers(industry, tenant.industry)))
      return [{ ...tenant, how: 'industry' }];
    const by = assigned.find(({ uscc }) => uscc === tenant.uscc);
    return by ? [{ ...tenant, name: tenant.name ?? by.name, how: 'assigned', reason: by.reason }] : [];
  });
  // Nobody can observe a body without a code: it counts until its assignment is taken away.
  const uncoded = assigned.flatMap(({ uscc, name, reason }): readonly Coverer[] =>
    uscc === undefined ? [{ name, reason, how: 'assigned', units: 0, areaHundredths: 0n }] : [],
  );
  return [...observed, ...uncoded].toSorted(largestFirst);
}

function gapOf(coverers: readonly Coverer[]): GapKind | undefined {
  const [only, ...others] = coverers;
  if (!only) return 'nobody';
  return others.length === 0 && only.leavesOn !== undefined ? 'last-one-leaves' : undefined;
}

/** By size class, then area, then code; who has no class comes last. */
export function largestFirst(a: Coverer, b: Coverer): number {
  const bySize = rankOf(a.sizeClass) - rankOf(b.sizeClass);
  if (bySize !== 0) return bySize;
  if (a.areaHundredths !== b.areaHundredths) return a.areaHundredths > b.areaHundredths ? -1 : 1;
  return (a.uscc ?? a.name ?? '') < (b.uscc ?? b.name ?? '') ? -1 : 1;
}

const rankOf = (size: SizeClass | undefined): number =>
  size === undefined ? sizeClasses.length : sizeClasses.indexOf(size);

// Those of a chain were checked when it was saved; what operators report of a tenant is only shaped like a code.
function covers(outer: string, inner: string | undefined): boolean {
  const code = inner === undefined ? undefined : Industry.parse(inner);
  return typeof code === 'string' && Industry.covers(outer as IndustryCode, code);
}

const overlap = (a: string, b: string): boolean => covers(a, b) || covers(b, a);
