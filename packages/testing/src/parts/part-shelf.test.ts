import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PartProvider } from './part.ts';
import { makePartShelf } from './part-shelf.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'part-shelf-'));
});
afterEach(() => rm(directory, { recursive: true }));

const started: string[] = [];
const stopped: string[] = [];
beforeEach(() => {
  started.length = 0;
  stopped.length = 0;
});

const provider = (name: string, over: Partial<PartProvider> = {}): PartProvider => ({
  name,
  needsDocker: false,
  remedy: `install ${name}`,
  start: async () => {
    started.push(name);
    return { address: `${name}:1`, stop: async () => void stopped.push(name) };
  },
  ...over,
});

const shelf = (kafka: readonly PartProvider[], dockerAnswers = async () => false) =>
  makePartShelf({ directory, providers: { postgres: [], kafka, redis: [provider('redis')] }, dockerAnswers });

describe('the shelf of parts', () => {
  it('starts a part once, for all who ask at once and later', async () => {
    const parts = shelf([provider('maven')]);
    const answers = await Promise.all([parts.get('kafka'), parts.get('kafka')]);
    expect([...answers, await parts.get('kafka')]).toEqual(
      Array.from({ length: 3 }, () => ({ status: 'ready', address: 'maven:1', provider: 'maven' })),
    );
    expect(started).toEqual(['maven']);
  });

  it('starts nothing that nobody asked for', async () => {
    await shelf([provider('maven')]).get('redis');
    expect(started).toEqual(['redis']);
  });

  it('prefers Docker where its engine answers', async () => {
    const both = [provider('docker', { needsDocker: true }), provider('maven')];
    expect(await shelf(both, async () => true).get('kafka')).toMatchObject({ provider: 'docker' });
  });

  it('takes the next way when one fails, into an empty directory', async () => {
    const failing = provider('docker', {
      start: async (own) => {
        await writeFile(join(own, 'half'), '');
        throw new Error('no such image');
      },
    });
    const next = provider('maven', {
      start: async (own) => ({ address: String(existsSync(join(own, 'half'))), stop: async () => undefined }),
    });
    expect(await shelf([failing, next]).get('kafka')).toMatchObject({ status: 'ready', address: 'false' });
  });

  it('says of every way why it failed and how to get it', async () => {
    const docker = provider('docker', { needsDocker: true });
    const maven = provider('maven', { start: () => Promise.reject(new Error('no java')) });
    expect(await shelf([docker, maven]).get('kafka')).toEqual({
      status: 'absent',
      reason: 'docker: no Docker engine answers\nmaven: no java',
      remedy: 'install docker, or install maven',
    });
  });

  it('stops what runs, aborts what is starting and tries no other way', async () => {
    const reached = Promise.withResolvers<void>();
    const endless = provider('endless', {
      start: (_, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
          reached.resolve();
        }),
    });
    const parts = shelf([endless, provider('maven')]);
    await parts.get('redis');
    const starting = parts.get('kafka');
    await reached.promise;
    await parts.stopAll();
    expect(await starting).toMatchObject({ status: 'absent' });
    expect([started, stopped]).toEqual([['redis'], ['redis']]);
  });
});
