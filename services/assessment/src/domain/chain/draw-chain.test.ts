import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainDefinition, type ChainLink, type ChainSegment, stages } from './chain-definition.ts';
import { chainMap } from './chain-map.ts';
import { buildingChain, tenant } from './chains.sample.ts';
import { checkChain } from './check-chain.ts';
import { drawChain } from './draw-chain.ts';
import { boxLines, nameWidth, padding } from './draw-segment.ts';
import { layoutChain } from './layout-chain.ts';
import { routeLinks } from './route-links.ts';
import { textWidth } from './text-width.ts';

const park = { code: 'construction', name: '建筑服务园', leadingIndustries: ['47'] };

/** Any chain that is taken: links run with the stream. */
const chains = fc
  .array(
    fc.record({
      stage: fc.constantFrom(...stages),
      order: fc.nat(9),
      zh: fc.string({
        minLength: 1,
        maxLength: 30,
        unit: fc.constantFrom('智', '能', 'A', ' ', '<', '&', '"'),
      }),
      en: fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom('w', 'i', ' ', 'M', "'", '>') }),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .chain((drafts) => {
    const segments = drafts.map(
      ({ stage, order, zh, en }, index): ChainSegment => ({
        code: `s${index}`,
        name: { zh, en },
        stage,
        order,
        industries: [],
      }),
    );
    const forward = segments.flatMap((from, a) =>
      segments.flatMap((to, b): readonly ChainLink[] => {
        const steps = stages.indexOf(to.stage) - stages.indexOf(from.stage);
        return steps > 0 || (steps === 0 && a < b) ? [{ from: from.code, to: to.code }] : [];
      }),
    );
    return fc
      .subarray(forward, { maxLength: Math.min(40, forward.length) })
      .map((links): ChainDefinition => ({ segments, links, assignments: [], source: '演示' }));
  });

describe('the drawing of a chain', () => {
  it('lets no two boxes meet, keeps them on the page, and each left of what it feeds', () => {
    fc.assert(
      fc.property(chains, ({ segments, links }) => {
        const { columns, box, width, height } = layoutChain(segments, links);
        const boxes = columns.flat();
        expect(boxes.map(({ code }) => code).toSorted()).toEqual(segments.map(({ code }) => code).toSorted());
        for (const one of boxes) {
          expect(one.x).toBeGreaterThanOrEqual(0);
          expect(one.x + box.width).toBeLessThanOrEqual(width);
          expect(one.y).toBeGreaterThanOrEqual(0);
          expect(one.y + box.height).toBeLessThanOrEqual(height);
          for (const other of boxes) {
            const apart =
              Math.abs(one.x - other.x) >= box.width + 40 || Math.abs(one.y - other.y) >= box.height + 30;
            expect(one === other || apart).toBe(true);
          }
        }
        const columnOf = new Map(boxes.map(({ code, column }) => [code, column]));
        for (const { from, to } of links)
          expect(columnOf.get(from)).toBeLessThan(columnOf.get(to) ?? Number.NaN);
      }),
      { numRuns: 60 },
    );
  });

  it('leads links past other boxes, not through them', () => {
    fc.assert(
      fc.property(chains, ({ segments, links }) => {
        const layout = layoutChain(segments, links);
        const boxes = layout.columns.flat();
        for (const { points } of routeLinks(layout, links)) {
          const level = points.slice(1, -1);
          for (let at = 0; at < level.length; at += 2) {
            const [begin, end] = [level[at], level[at + 1]];
            expect(end?.y).toBe(begin?.y);
            const crossed = boxes.filter(
              ({ x, y }) =>
                Number(begin?.x) < x + layout.box.width &&
                Number(end?.x) > x &&
                Number(begin?.y) > y - 4 &&
                Number(begin?.y) < y + layout.box.height + 4,
            );
            expect(crossed).toEqual([]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every line of text within its box', () => {
    fc.assert(
      fc.property(chains, fc.constantFrom('zh' as const, 'en' as const), (definition, language) => {
        const { box } = layoutChain(definition.segments, definition.links);
        for (const covered of chainMap(park, definition, []).segments) {
          const { name, note, detail } = boxLines(
            covered,
            'lead',
            { lead: '演示·泉州某某建筑工程有限公司', firms: true },
            box.width,
            language,
          );
          expect(name.length).toBeLessThanOrEqual(2);
          for (const line of name) expect(nameWidth(line)).toBeLessThanOrEqual(box.width - 2 * padding);
          for (const line of [note, detail ?? ''])
            expect(textWidth(line) * 12).toBeLessThanOrEqual(box.width - 2 * padding);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is well-formed whatever the names are, and of the same bytes each time', () => {
    fc.assert(
      fc.property(chains, fc.constantFrom('zh' as const, 'en' as const), (definition, language) => {
        expect(checkChain(definition)).toEqual(definition);
        const svg = drawChain(chainMap(park, definition, []), language);
        expect(svg).toBe(drawChain(chainMap(park, definition, []), language));
        expect(openTags(svg)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('shows covered, led, leaving and open segments apart by border and mark as well as by fill', () => {
    const map = chainMap(park, buildingChain, [
      tenant('a', '4710', { sizeClass: 'large' }),
      tenant('b', '7481'),
      tenant('c', '7263', { leavesOn: '2026-12-01' }),
    ]);
    const svg = drawChain(map, 'zh');
    const boxes = [
      ...svg.matchAll(
        /<g><title>([^<]*)<\/title><rect [^>]*?fill="([^"]+)"[^>]*?stroke-width="([^"]+)"(?: stroke-dasharray="([^"]+)")?\/><path d="([^"]+)"/g,
      ),
    ];
    const styles = new Map(
      boxes.map(([, title, fill, width, dash, mark]) => [title?.split(' ')[0], [fill, width, dash, mark]]),
    );
    expect(new Set(styles.keys())).toEqual(new Set(['劳务', '建筑咨询', '施工', '检测', '设计']));
    const four = ['施工', '建筑咨询', '劳务', '检测'].map((name) => styles.get(name));
    expect(new Set(four.map((style) => style?.[0])).size).toBe(4);
    expect(new Set(four.map((style) => `${style?.[1]} ${style?.[2]}`)).size).toBe(4);
    expect(new Set(four.map((style) => style?.[3])).size).toBe(4);
    expect(styles.get('检测')).toEqual(styles.get('设计'));
    expect(svg).toContain('建筑服务园产业链图谱');
    expect(drawChain(map, 'en')).toContain('2 of 5 segments covered (40%), 3 gaps');
  });

  it('shows the place of each gap, and names the first firms to those who may read them', () => {
    const map = chainMap(park, buildingChain, [
      tenant('a', '4710', { sizeClass: 'large', name: '甲建' }),
      tenant('b', '4720', { name: '乙建' }),
      tenant('c', '4730', { name: '丙建' }),
      tenant('d', '4740', { name: '某某某某某某某某某某某某建筑工程有限公司' }),
      tenant('e', '7481', { name: '丁咨询' }),
    ]);
    const [open, named] = [drawChain(map, 'zh'), drawChain(map, 'zh', true)];
    expect(named).toContain('>甲建、乙建、丙建 +1<');
    expect(named).toContain('>丁咨询<');
    expect(open).toContain('>甲建<');
    expect(open).not.toMatch(/乙建|丁咨询/);
    const ranks = [...open.matchAll(/<circle [^>]*\/><text [^>]*>(\d+)</g)].map(([, rank]) => rank);
    // The last one is the legend's.
    expect(ranks.map(Number).toSorted((a, b) => a - b)).toEqual([1, 1, 2, 3]);
    for (const { score } of map.toAttract) expect(open).toContain(`>招引优先 ${score} 分<`);
  });

  it('fetches nothing and runs nothing', () => {
    const svg = drawChain(chainMap(park, buildingChain, []), 'en');
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|href|<script|<style|@import|url\((?!#)/,
    );
  });
});

/** The tags that are left open, or closed without having been opened; text must not hold any. */
function openTags(svg: string): readonly string[] {
  const open: string[] = [];
  const rest = svg.replaceAll(
    /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>/g,
    (_, closing, name, __, empty) => {
      if (closing && open.pop() !== name) open.push(`</${name}>`);
      if (!closing && !empty) open.push(String(name));
      return '';
    },
  );
  return [...open, ...(rest.match(/[<>]|&(?!#\d+;)/g) ?? [])];
}
