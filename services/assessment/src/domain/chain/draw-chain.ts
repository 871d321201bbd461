import type { ChainMap } from './chain-map.ts';
import { chainTitle, coverageSentence, sourceWords, stageWords } from './chain-words.ts';
import { drawLegend } from './draw-legend.ts';
import { arrowMarkers, drawLinks } from './draw-links.ts';
import { drawSegment, type Language, lookOf } from './draw-segment.ts';
import { type ChainLayout, layoutChain } from './layout-chain.ts';
import { routeLinks } from './route-links.ts';
import { element, escapeXml, textLine } from './svg-markup.ts';
import { wrapText } from './text-width.ts';

const margin = 28;
const headerHeight = 150;
// Fonts that are there where Chinese is read; nothing is fetched.
const fonts =
  "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif";

/**
 * The chain as an SVG picture, upstream to downstream from left to right, at least 1200 wide. The same chain gives the
 * same bytes. Firms are named to those who may read the park's enterprises; the lead enterprise is named to everybody.
 */
export function drawChain(map: ChainMap, language: Language, firms = false): string {
  const layout = layoutChain(
    map.segments.map(({ segment }) => segment),
    map.links,
  );
  const legend = drawLegend(
    { x: margin, y: headerHeight + layout.height + 16, width: layout.width - 2 * margin },
    language,
  );
  const height = headerHeight + layout.height + 16 + legend.height + 28;
  const title = chainTitle(map.park.name)[language];
  const id = idOf(map.park.code);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${layout.width} ${height}`,
      width: layout.width,
      height,
      lang: language === 'zh' ? 'zh-CN' : 'en',
      role: 'img',
      'font-family': fonts,
    },
    element('title', {}, escapeXml(title)),
    element('desc', {}, escapeXml(describe(map, language))),
    element('defs', {}, ...arrowMarkers(id)),
    element('rect', { width: layout.width, height, fill: '#ffffff' }),
    ...drawHeader(map, layout.width, language),
    element(
      'g',
      { transform: `translate(0 ${headerHeight})` },
      ...drawBands(layout, language),
      ...drawLinks(routeLinks(layout, map.links), id, language),
      ...drawSegments(map, layout, language, firms),
    ),
    ...legend.markup,
    textLine(
      wrapText(sourceWords(map.source)[language], (layout.width - 2 * margin) / 11, 1)[0] ?? '',
      { x: margin, y: height - 14 },
      { 'font-size': 11, fill: '#555555' },
    ),
  );
}

function drawHeader(map: ChainMap, width: number, language: Language): readonly string[] {
  const inside = width - 2 * margin;
  const [title = ''] = wrapText(chainTitle(map.park.name)[language], inside / (24 * 1.08), 1);
  const [lead = ''] = wrapText(map.lead.sentence[language], inside / 14, 1);
  const { covered, total, share } = map.coverage;
  return [
    textLine(title, { x: margin, y: 42 }, { 'font-size': 24, 'font-weight': 600, fill: '#1a1a1a' }),
    textLine(
      coverageSentence(covered, total, share)[language],
      { x: margin, y: 72 },
      { 'font-size': 14, fill: '#333333' },
    ),
    textLine(lead, { x: margin, y: 96 }, { 'font-size': 14, fill: '#1b4b8f' }),
  ];
}

function drawBands({ bands, height }: ChainLayout, language: Language): readonly string[] {
  return bands.flatMap(({ stage, x, width }) => [
    element('rect', { x: x + 4, y: -34, width: width - 8, height: height + 34, rx: 8, fill: '#f4f6f8' }),
    textLine(
      stageWords[stage][language],
      { x: x + width / 2, y: -12 },
      { 'font-size': 14, 'font-weight': 600, 'text-anchor': 'middle', fill: '#333333' },
    ),
  ]);
}

function drawSegments(
  map: ChainMap,
  { columns, box }: ChainLayout,
  language: Language,
  firms: boolean,
): readonly string[] {
  return columns.flat().map(({ code, x, y }) => {
    const covered = map.segments.find(({ segment }) => segment.code === code);
    if (!covered) throw new Error(`the layout has a segment ${code} that the chain has not`);
    const look = lookOf(covered, map.lead.segments);
    const target = map.toAttract.find(({ segment }) => segment === code);
    const shown = { lead: map.lead.name, target, firms };
    return drawSegment(covered, look, shown, { x, y, ...box }, language);
  });
}

/** For those who do not see it: the figure, and the gaps by name. */
function describe({ segments, coverage: { covered, total, share } }: ChainMap, language: Language): string {
  const gaps = segments.filter(({ gap }) => gap !== undefined).map(({ segment }) => segment.name[language]);
  const names = gaps.join(language === 'zh' ? '、' : ', ');
  return `${coverageSentence(covered, total, share)[language]}${names === '' ? '' : language === 'zh' ? `：${names}` : `: ${names}`}`;
}

/** Ids in a page must not meet: a park's code, where it is one. */
const idOf = (park: string): string => `chain-${park.replaceAll(/[^A-Za-z0-9-]/g, '_')}`;
