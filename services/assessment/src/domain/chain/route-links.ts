import type { ChainLink } from './chain-definition.ts';
import type { Box, ChainLayout } from './layout-chain.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A link as it runs: from a box's right side through the gaps of the columns between to the other's left side. */
export interface Route<Link extends ChainLink = ChainLink> {
  readonly link: Link;
  /** Curves join the first point to the second, the third to the fourth …; from the second to the third it runs level. */
  readonly points: readonly Point[];
}

/** How far from a box a level stretch begins and ends. */
const besides = 10;
/** How many links may pass through one gap side by side. */
const tracks = 5;

interface Way<Link> {
  readonly link: Link;
  readonly from: Box;
  readonly to: Box;
  readonly between: readonly Point[];
}

/** Links leave and reach a box side by side in the order in which they go on, and never run through another box. */
export function routeLinks<Link extends ChainLink>(
  layout: ChainLayout,
  links: readonly Link[],
): readonly Route<Link>[] {
  const boxes = new Map(layout.columns.flat().map((box) => [box.code, box]));
  const passing = new Map<string, number>();
  const ways = links.flatMap((link): readonly Way<Link>[] => {
    const from = boxes.get(link.from);
    const to = boxes.get(link.to);
    return from && to ? [{ link, from, to, between: between(layout, from, to, passing) }] : [];
  });
  return ways.map((way) => {
    const { link, from, to } = way;
    const outgoing = ways
      .filter((other) => other.from === from)
      .toSorted((a, b) => (a.between[0] ?? a.to).y - (b.between[0] ?? b.to).y);
    const incoming = ways
      .filter((other) => other.to === to)
      .toSorted((a, b) => (a.between.at(-1) ?? a.from).y - (b.between.at(-1) ?? b.from).y);
    const start = { x: from.x + layout.box.width, y: portOf(layout, from, outgoing.indexOf(way), outgoing) };
    const end = { x: to.x, y: portOf(layout, to, incoming.indexOf(way), incoming) };
    return { link, points: [start, ...way.between, end] };
  });
}

function portOf({ box }: ChainLayout, { y }: Box, at: number, { length }: readonly unknown[]): number {
  const step = Math.min(14, (box.height - 24) / length);
  return y + box.height / 2 + step * (at - (length - 1) / 2);
}

/** In each column between, a level stretch through the gap that is nearest to the straight line. */
const between = (layout: ChainLayout, from: Box, to: Box, passing: Map<string, number>): readonly Point[] =>
  layout.columns.slice(from.column + 1, to.column).flatMap((column, index) => {
    const x = column[0]?.x ?? 0;
    const middle = layout.box.height / 2;
    const at = from.y + middle + ((to.y - from.y) * (index + 1)) / (to.column - from.column);
    const gap = gapsOf(column, layout).toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0] ?? at;
    const key = `${x} ${gap}`;
    const before = passing.get(key) ?? 0;
    passing.set(key, before + 1);
    const y = gap + trackOffset(before);
    return [
      { x: x - besides, y },
      { x: x + layout.box.width + besides, y },
    ];
  });

const gapsOf = (column: readonly Box[], { box, gapY }: ChainLayout): readonly number[] => [
  ...column.map(({ y }) => y - gapY / 2),
  ...column.slice(-1).map(({ y }) => y + box.height + gapY / 2),
];

/** 0, 5, −5, 10, −10, and round again. */
const trackOffset = (before: number): number => {
  const track = before % tracks;
  return Math.ceil(track / 2) * 5 * (track % 2 === 1 ? 1 : -1) || 0;
};
