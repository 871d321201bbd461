import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { scrapedGauge } from './scraped-gauge.ts';

const makeGauge = (registry: Registry) => scrapedGauge(registry, 'queue_length', 'How long', ['queue']);

test('values are asked for at each scrape, from all who have some', async () => {
  const registry = new Registry();
  let length = 1;
  makeGauge(registry).from((set) => set({ queue: 'a' }, length));
  makeGauge(registry).from(async (set) => set({ queue: 'b' }, 7));
  expect(await registry.metrics()).toContain('queue_length{queue="a"} 1\nqueue_length{queue="b"} 7');
  length = 2;
  expect(await registry.metrics()).toContain('queue_length{queue="a"} 2');
});

test('what cannot be had is absent, and keeps nothing else from being read', async () => {
  const registry = new Registry();
  const gauge = makeGauge(registry);
  gauge.from(() => Promise.reject(new Error('the database is away')));
  gauge.from(() => {
    throw new Error('a bug');
  });
  const remove = gauge.from((set) => set({ queue: 'a' }, 1));
  expect(await registry.metrics()).toContain('queue_length{queue="a"} 1');
  remove();
  expect(await registry.metrics()).not.toContain('queue_length{');
});
