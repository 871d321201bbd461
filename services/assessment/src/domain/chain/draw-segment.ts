import { boxWords, priorityWords, type SegmentLook } from './chain-words.ts';
import type { CoveredSegment } from './cover-chain.ts';
import { decimal, element, escapeXml, textLine } from './svg-markup.ts';
import type { TargetToAttract } from './targets-to-attract.ts';
import { firstFew, textWidth, wrapText } from './text-width.ts';

export type Language = 'zh' | 'en';

interface LookStyle {
  readonly fill: string;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly dash?: string;
  /** The path of its mark within 16 × 16. */
  readonly mark: string;
}

/** Told apart by fill, and without colour by border and mark: star, tick, exclamation mark, cross. */
export const looks: Readonly<Record<SegmentLook, LookStyle>> = {
  lead: {
    fill: '#d6e4fa',
    stroke: '#1b4b8f',
    strokeWidth: 4,
    mark: 'M8 1l2.1 4.6 5 .6-3.7 3.4 1 4.9L8 12l-4.4 2.5 1-4.9L.9 6.2l5-.6z',
  },
  covered: {
    fill: '#e2f1e4',
    stroke: '#2c6a3a',
    strokeWidth: 1.5,
    mark: 'M2 8.5l4 4 8-9-1.6-1.4L5.9 9.6 3.4 7.1z',
  },
  leaving: {
    fill: '#fff1d0',
    stroke: '#8a5a00',
    strokeWidth: 2,
    dash: '2 4',
    mark: 'M6.8 1h2.4L8.8 10H7.2zM6.8 12h2.4v2.4H6.8z',
  },
  gap: {
    fill: '#ffffff',
    stroke: '#a8330a',
    strokeWidth: 2,
    dash: '9 5',
    mark: 'M2.5 1L8 6.5 13.5 1 15 2.5 9.5 8l5.5 5.5-1.5 1.5L8 9.5 2.5 15 1 13.5 6.5 8 1 2.5z',
  },
};

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const padding = 12;
const nameSize = 15;
const noteSize = 12;
const markSize = 16;

/** How a segment is to be drawn. */
export function lookOf({ gap, segment }: CoveredSegment, leadIn: readonly string[]): SegmentLook {
  if (gap === 'nobody') return 'gap';
  if (gap === 'last-one-leaves') return 'leaving';
  return leadIn.includes(segment.code) ? 'lead' : 'covered';
}

/** What of a segment is shown besides its name and how it looks. */
export interface SegmentShown {
  /** The lead enterprise's name, in its own segments. */
  readonly lead?: string | undefined;
  /** Whom to attract: the gap's place and points. */
  readonly target?: Pick<TargetToAttract, 'rank' | 'score'> | undefined;
  /** Whether the firms are named: to those who may read the park's enterprises. */
  readonly firms: boolean;
}

/** The lines of a box: its name in at most two, what is known of it, and who covers it or how urgent it is; each fits its width. */
export function boxLines(
  covered: CoveredSegment,
  look: SegmentLook,
  shown: SegmentShown,
  width: number,
  language: Language,
): { readonly name: readonly string[]; readonly note: string; readonly detail?: string } {
  const inside = width - 2 * padding;
  const name = wrapText(covered.segment.name[language], (inside - markSize - 6) / (nameSize * bold), 2);
  const [note = ''] = wrapText(boxWords[look](covered.coverers.length)[language], inside / noteSize, 1);
  const names = namesIn(covered, look, shown);
  if (names.length > 0) return { name, note, detail: firstFew(names, inside / noteSize) };
  if (!shown.target) return { name, note };
  const [score = ''] = wrapText(priorityWords(shown.target.score)[language], inside / noteSize, 1);
  return { name, note, detail: score };
}

/** Who covers a segment, the lead enterprise first; it alone is named to everybody. */
function namesIn(
  { coverers }: CoveredSegment,
  look: SegmentLook,
  { lead, firms }: SegmentShown,
): readonly string[] {
  const known = firms ? coverers.map(({ name, uscc }) => name ?? uscc ?? '') : [];
  const first = look === 'lead' && lead !== undefined ? [lead] : [];
  return [...first, ...known.filter((name) => name !== '' && !first.includes(name))];
}

/** Bold letters are wider. */
const bold = 1.08;

/** The width that a line of a name takes at most. */
export const nameWidth = (line: string): number => textWidth(line) * nameSize * bold + markSize + 6;

/** A segment's box with its mark, name and what is known of it; a gap has its place among the gaps at its corner. */
export function drawSegment(
  covered: CoveredSegment,
  look: SegmentLook,
  shown: SegmentShown,
  frame: Frame,
  language: Language,
): string {
  const lines = boxLines(covered, look, shown, frame.width, language);
  const { industries, name } = covered.segment;
  const codes = industries.length === 0 ? [] : [`GB/T 4754 ${industries.join(' ')}`];
  const hint = [name[language], ...codes, ...namesIn(covered, look, shown)].join(' · ');
  const x = frame.x + padding;
  return element(
    'g',
    {},
    element('title', {}, escapeXml(hint)),
    drawBox(look, frame),
    drawMark(look, { x: frame.x + frame.width - padding - markSize, y: frame.y + padding }),
    ...lines.name.map((line, index) =>
      textLine(
        line,
        { x, y: frame.y + 26 + index * 19 },
        { 'font-size': nameSize, 'font-weight': 600, fill: '#1a1a1a' },
      ),
    ),
    textLine(lines.note, { x, y: frame.y + 64 }, { 'font-size': noteSize, fill: '#333333' }),
    ...(lines.detail === undefined
      ? []
      : [
          textLine(
            lines.detail,
            { x, y: frame.y + 81 },
            { 'font-size': noteSize, fill: look === 'lead' ? '#1b4b8f' : '#333333' },
          ),
        ]),
    ...(shown.target ? [drawRank(shown.target.rank, look, frame)] : []),
  );
}

/** A gap's place among those to be closed, in a disc on the corner of its box. */
export function drawRank(rank: number, look: SegmentLook, { x, y }: Pick<Frame, 'x' | 'y'>): string {
  return element(
    'g',
    {},
    element('circle', {
      cx: x,
      cy: y,
      r: 12,
      fill: looks[look].stroke,
      stroke: '#ffffff',
      'stroke-width': 2,
    }),
    textLine(
      String(rank),
      { x, y: y + 4.5 },
      { 'font-size': 13, 'font-weight': 600, 'text-anchor': 'middle', fill: '#ffffff' },
    ),
  );
}

/** The box alone, in the look's fill and border. */
export function drawBox(look: SegmentLook, { x, y, width, height }: Frame): string {
  const { fill, stroke, strokeWidth, dash } = looks[look];
  return element('rect', {
    x,
    y,
    width,
    height,
    rx: 6,
    fill,
    stroke,
    'stroke-width': strokeWidth,
    'stroke-dasharray': dash,
  });
}

export const drawMark = (look: SegmentLook, { x, y }: { readonly x: number; readonly y: number }): string =>
  element('path', {
    d: looks[look].mark,
    transform: `translate(${decimal(x)} ${decimal(y)})`,
    fill: looks[look].stroke,
  });
