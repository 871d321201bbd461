import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { catalogue, publishedBy } from './catalogue.ts';
import { jsonOf } from './contract/json-schema.ts';
import type { EventDefinition } from './envelope.ts';
import { topics } from './topics.ts';

describe.each(catalogue.map((event) => [event.type, event] as const))('%s', (_, event) => {
  it('carries an object that may grow', () => {
    const schema = jsonOf(event.data);
    expect(schema).toMatchObject({ type: 'object' });
    expect(JSON.stringify(schema)).not.toContain('additionalProperties');
  });

  it('lies in a topic of the service that publishes it', () => {
    expect(topics).toContainEqual(
      expect.objectContaining({ name: event.topic, service: event.source.slice(1) }),
    );
  });

  it('is named for people who read Chinese or English', () => {
    expect(event.summary.zh).toMatch(/\p{Script=Han}/u);
    expect(event.summary.en).toMatch(/^[A-Z]/);
  });
});

describe('the catalogue', () => {
  it('has every event that a file of this package declares, once', async () => {
    const source = new URL('./', import.meta.url);
    const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith('-events.ts'));
    const modules = await Promise.all(
      files.map((name) => import(new URL(name, source).href) as Promise<Record<string, EventDefinition>>),
    );
    const declared = modules.flatMap((module) => Object.values(module).map(({ type }) => type));
    expect(catalogue.map(({ type }) => type).sort()).toEqual([...new Set(declared)].sort());
  });

  it('has an event for every topic', () => {
    expect(new Set(catalogue.map(({ topic }) => topic))).toEqual(new Set(topics.map(({ name }) => name)));
  });

  it('tells what a service publishes', () => {
    expect([...new Set(publishedBy('notification').map(({ topic }) => topic))]).toEqual([
      'yuanqu.notification.message',
    ]);
  });
});
