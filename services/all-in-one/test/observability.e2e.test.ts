import { readFile } from 'node:fs/promises';
import { exposition } from '@yuanqu/service-kit';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { relayMetrics } from '../../../packages/messaging/src/metrics.ts';
import { type Installation, startInstallation } from './installation.ts';

let yuanqu: Installation;
let measured: ReadonlySet<string>;
beforeAll(async () => {
  yuanqu = await startInstallation();
  // What a relay to Kafka measures isn't there on the embedded log.
  const relay = new Registry();
  relayMetrics(relay);
  const registries = [relay, ...yuanqu.running.services.values().map(({ metrics }) => metrics)];
  measured = new Set((await Promise.all(registries.map(exposition))).flatMap(namesMeasured));
}, 120_000);
afterAll(() => yuanqu?.stop());

const namesMeasured = (text: string): readonly string[] =>
  [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['bucket', 'count', 'sum'].map((part) => `${name}_${part}`) : [name],
  );

/** The names of metrics that a file's expressions ask for. */
async function namesIn(file: string): Promise<readonly string[]> {
  const text = await readFile(new URL(`../../../infra/observability/${file}`, import.meta.url), 'utf8');
  return [...new Set(text.match(/\b(?:yuanqu|process|nodejs)_[a-z_]+/g))];
}

it.each(['alerts.yml', 'dashboard.json'])('%s asks for nothing that no service measures', async (file) => {
  const names = await namesIn(file);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !measured.has(name))).toEqual([]);
});
