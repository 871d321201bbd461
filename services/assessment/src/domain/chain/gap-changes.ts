import type { CoveredSegment, GapKind } from './cover-chain.ts';

/** What officials were last told of a segment. */
export interface ToldSegment {
  readonly segment: string;
  readonly covered: boolean;
}

export type GapChange =
  | { readonly kind: 'opened'; readonly at: CoveredSegment; readonly because: GapKind }
  | { readonly kind: 'closed'; readonly at: CoveredSegment };

/**
 * Which segments went from covered to gap or back since it was last told. One that nobody has been told of yet is no
 * news, and a gap that only gets another reason is none either.
 */
export const gapChanges = (
  told: readonly ToldSegment[],
  segments: readonly CoveredSegment[],
): readonly GapChange[] =>
  segments.flatMap((at): readonly GapChange[] => {
    const before = told.find(({ segment }) => segment === at.segment.code);
    if (!before || before.covered === (at.gap === undefined)) return [];
    return at.gap === undefined ? [{ kind: 'closed', at }] : [{ kind: 'opened', at, because: at.gap }];
  });
