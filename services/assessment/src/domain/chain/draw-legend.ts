import { linkWords, lookWords, rankWords, segmentLooks } from './chain-words.ts';
import { linkStyles } from './draw-links.ts';
import { drawBox, drawMark, drawRank, type Language } from './draw-segment.ts';
import { element, textLine } from './svg-markup.ts';
import { textWidth } from './text-width.ts';

const size = 12;
const swatch = 26;

/** What the fills, borders, marks and lines mean, in one line or more. */
export function drawLegend(
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  language: Language,
): { readonly markup: readonly string[]; readonly height: number } {
  const entries = [
    ...segmentLooks.map((look) => ({
      word: lookWords[look][language],
      draw: (left: number, top: number) =>
        drawBox(look, { x: left, y: top, width: swatch, height: 22 }) +
        drawMark(look, { x: left + 5, y: top + 3 }),
    })),
    {
      word: rankWords[language],
      draw: (left: number, top: number) => drawRank(1, 'gap', { x: left + swatch / 2, y: top + 11 }),
    },
    ...(['whole', 'broken'] as const).map((look) => ({
      word: linkWords[look][language],
      draw: (left: number, top: number) =>
        element('path', { d: `M${left} ${top + 11}h${swatch}`, fill: 'none', ...linkStyles[look] }),
    })),
  ];
  let left = x;
  let top = y;
  const markup = entries.flatMap(({ word, draw }) => {
    const needed = swatch + 8 + textWidth(word) * size + 24;
    if (left > x && left + needed > x + width) {
      left = x;
      top += 32;
    }
    const at = left;
    left += Math.ceil(needed);
    return [
      draw(at, top),
      textLine(word, { x: at + swatch + 8, y: top + 15 }, { 'font-size': size, fill: '#333333' }),
    ];
  });
  return { markup, height: top - y + 32 };
}
