import { type ChainLink, type ChainSegment, stages } from './chain-definition.ts';

type Segment = Pick<ChainSegment, 'code' | 'stage' | 'order'>;

/** Segments in the order they are read: by stage, then their own order, then code. */
export const inStreamOrder = <S extends Segment>(segments: readonly S[]): readonly S[] =>
  segments.toSorted(
    (a, b) =>
      stages.indexOf(a.stage) - stages.indexOf(b.stage) || a.order - b.order || (a.code < b.code ? -1 : 1),
  );

/** The codes of the segments that lie on a circle of links within a stage, or behind one. */
export function inCircles(segments: readonly Segment[], links: readonly ChainLink[]): ReadonlySet<string> {
  const { left } = depthsWithin(segments, links);
  return left;
}

/** How many links within its own stage lead to each segment at most: 0 for those that nothing of the stage feeds. */
export const depthOf = (
  segments: readonly Segment[],
  links: readonly ChainLink[],
): ReadonlyMap<string, number> => depthsWithin(segments, links).depths;

/** Takes away what nothing leads to, again and again (Kahn); what is left goes in circles. */
function depthsWithin(segments: readonly Segment[], links: readonly ChainLink[]) {
  const stageOf = new Map(segments.map(({ code, stage }) => [code, stage]));
  const within = links.filter(({ from, to }) => from !== to && stageOf.get(from) === stageOf.get(to));
  const depths = new Map<string, number>();
  const left = new Set(segments.map(({ code }) => code));
  for (let depth = 0; left.size > 0; depth += 1) {
    const free = [...left].filter((code) => !within.some(({ from, to }) => to === code && left.has(from)));
    if (free.length === 0) break;
    for (const code of free) {
      depths.set(code, depth);
      left.delete(code);
    }
  }
  return { depths, left };
}
