import type { TestPark } from './test-park.ts';

/** An update as a sender writes it. */
export interface SentUpdate {
  readonly updateId: string;
  readonly park: string;
  readonly unit: string;
  readonly status: string;
  readonly uscc?: string;
  readonly observedAt: string;
}

let sent = 0;

/** An update of the park's first unit, seen vacant a minute ago, with an id of its own; the fields given override. */
export const anUpdate = (park: TestPark, fields: Partial<SentUpdate> = {}): SentUpdate => ({
  updateId: `update-${++sent}`,
  park: park.code,
  unit: park.units[0] ?? '',
  status: 'vacant',
  observedAt: new Date(Date.now() - 60_000).toISOString(),
  ...fields,
});

/** Codes that are valid and belong to nobody in the tests' databases. */
export const someUscc = '91350100M000100Y43';

/** Of a public institution, which may place itself in a park. */
export const institutionUscc = '12350503MB0000001Y';

/** NDJSON of values. */
export const ndjson = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** The lines of an answer in NDJSON. */
export const parseNdjson = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
