import { millionthsOf, shareOf } from '../ratio.ts';
import type { ChainDefinition, ChainLink } from './chain-definition.ts';
import { coverChain, type CoveredSegment, type ParkTenant } from './cover-chain.ts';
import { type LeadEnterprise, leadEnterprise } from './lead-enterprise.ts';
import { type TargetToAttract, targetsToAttract } from './targets-to-attract.ts';

/** `whole`: both ends are covered; `broken`: one is; `open`: neither. */
export type LinkState = 'whole' | 'broken' | 'open';

/** A park's chain as it is filled at present. */
export interface ChainMap {
  readonly park: { readonly code: string; readonly name: string };
  readonly source: string;
  readonly segments: readonly CoveredSegment[];
  readonly links: readonly (ChainLink & { readonly state: LinkState })[];
  readonly coverage: { readonly covered: number; readonly total: number; readonly share: number };
  readonly lead: LeadEnterprise;
  readonly toAttract: readonly TargetToAttract[];
}

export interface ChainPark {
  readonly code: string;
  readonly name: string;
  readonly leadingIndustries: readonly string[];
}

/** Holds a chain against who is in the park. */
export function chainMap(
  { code, name, leadingIndustries }: ChainPark,
  definition: ChainDefinition,
  tenants: readonly ParkTenant[],
): ChainMap {
  const segments = coverChain(definition, leadingIndustries, tenants);
  const isCovered = new Set(
    segments.filter(({ gap }) => gap === undefined).map(({ segment }) => segment.code),
  );
  return {
    park: { code, name },
    source: definition.source,
    segments,
    links: definition.links.map((link) =>
      Object.assign({}, link, { state: stateOf(isCovered.has(link.from), isCovered.has(link.to)) }),
    ),
    coverage: {
      covered: isCovered.size,
      total: segments.length,
      share: shareCovered(isCovered.size, segments),
    },
    lead: leadEnterprise(definition, segments, tenants),
    toAttract: targetsToAttract(segments, definition.links),
  };
}

const stateOf = (from: boolean, to: boolean): LinkState => {
  if (from && to) return 'whole';
  return from || to ? 'broken' : 'open';
};

// A chain has at least one segment.
const shareCovered = (covered: number, segments: readonly CoveredSegment[]): number =>
  shareOf(millionthsOf({ part: BigInt(covered), whole: BigInt(segments.length) }) ?? 0);
