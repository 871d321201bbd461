import { expect, it } from 'vitest';
import { chainMap } from '../domain/chain/chain-map.ts';
import { checkChain } from '../domain/chain/check-chain.ts';
import { drawChain } from '../domain/chain/draw-chain.ts';
import { demoChains } from './demo-chains.ts';

it('gives each of the ten parks one chain', () => {
  const parks = ['software', 'ip', 'construction', 'ecommerce', 'hr', 'decoration', 'legal', 'design'];
  expect(new Set(demoChains.map(({ park }) => park))).toEqual(new Set([...parks, 'smartmaking', 'digital']));
  expect(demoChains).toHaveLength(10);
});

it.each(demoChains)(
  'has a chain of $park that is taken as it stands, says what is invented, and fits 1200',
  ({ park, definition }) => {
    expect(checkChain(definition)).toEqual(definition);
    expect(definition.source).toContain('演示');
    const linked = new Set(definition.links.flatMap(({ from, to }) => [from, to]));
    expect(definition.segments.filter(({ code }) => !linked.has(code))).toEqual([]);
    const svg = drawChain(chainMap({ code: park, name: park, leadingIndustries: [] }, definition, []), 'en');
    expect(svg).toContain('width="1200"');
    expect(svg).not.toContain('…');
  },
);
