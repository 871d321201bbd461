import type { ChainLink } from './chain-definition.ts';
import type { LinkState } from './chain-map.ts';
import type { Point, Route } from './route-links.ts';
import { decimal, element, escapeXml } from './svg-markup.ts';
import type { Language } from './draw-segment.ts';

/** A link whose ends are both covered is a whole line; the others are broken ones. */
export const linkStyles: Readonly<Record<'whole' | 'broken', Readonly<Record<string, string | number>>>> = {
  whole: { stroke: '#4a5568', 'stroke-width': 1.6 },
  broken: { stroke: '#a8330a', 'stroke-width': 1.6, 'stroke-dasharray': '3 4' },
};

/** The links as curves with an arrow at the end; `id` keeps drawings on one page apart. */
export const drawLinks = (
  routes: readonly Route<ChainLink & { readonly state: LinkState }>[],
  id: string,
  language: Language,
): readonly string[] =>
  routes.map(({ link, points }) => {
    const look = link.state === 'whole' ? 'whole' : 'broken';
    const path = element('path', {
      d: pathOf(points),
      fill: 'none',
      ...linkStyles[look],
      'marker-end': `url(#${id}-${look})`,
    });
    return link.note ? element('g', {}, element('title', {}, escapeXml(link.note[language])), path) : path;
  });

/** An arrow for each look. */
export const arrowMarkers = (id: string): readonly string[] =>
  (['whole', 'broken'] as const).map((look) =>
    element(
      'marker',
      {
        id: `${id}-${look}`,
        viewBox: '0 0 8 8',
        refX: 7,
        refY: 4,
        markerWidth: 8,
        markerHeight: 8,
        markerUnits: 'userSpaceOnUse',
        orient: 'auto',
      },
      element('path', { d: 'M0 0L8 4 0 8z', fill: String(linkStyles[look]['stroke']) }),
    ),
  );

/** Curves between stretches, straight lines along them. */
function pathOf(points: readonly Point[]): string {
  const [start, ...rest] = points;
  if (!start) return '';
  let at = start;
  const parts = rest.map((point, index) => {
    const from = at;
    at = point;
    // Points come in pairs: to a stretch's start by a curve, to its end straight.
    return index % 2 === 0 ? curve(from, point) : `L${place(point)}`;
  });
  return `M${place(start)}${parts.join('')}`;
}

function curve(from: Point, to: Point): string {
  const bend = (to.x - from.x) / 2;
  return `C${place({ x: from.x + bend, y: from.y })} ${place({ x: to.x - bend, y: to.y })} ${place(to)}`;
}

const place = ({ x, y }: Point): string => `${decimal(x)} ${decimal(y)}`;
