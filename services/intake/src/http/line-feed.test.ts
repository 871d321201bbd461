import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { type Fed, type LineFeed, openLineFeed } from './line-feed.ts';

const aLine = (number: number): string => `{"updateId":"${number}"}\n`;
const lines = (count: number): string => Array.from({ length: count }, (_, index) => aLine(index)).join('');

describe('a feed of lines', () => {
  let feed: LineFeed | undefined;
  afterEach(() => feed?.close());

  const open = (
    body: PassThrough,
    { maxLines = 10, idleMs = 60_000 } = {},
    stopping = new AbortController(),
  ) => {
    feed = openLineFeed(body, { maxLines, idleMs, stopping: stopping.signal });
    return feed;
  };
  const numbers = (fed: Fed): readonly number[] =>
    'lines' in fed ? fed.lines.map(({ number }) => number) : [];

  it('hands out what has come at once, with the last line that is through', async () => {
    const body = new PassThrough();
    open(body);
    body.write(`${aLine(1)}\n${aLine(2)}\n{"half`);
    const fed = await feed?.next();
    expect(fed).toMatchObject({ through: 4 });
    expect(fed && numbers(fed)).toEqual([1, 3]);
  });

  it('hands out a large chunk in portions and tells how far each goes', async () => {
    const body = new PassThrough();
    const { next } = open(body, { maxLines: 4 });
    body.end(lines(10));
    const portions = [await next(), await next(), await next(), await next()];
    expect(portions.map(numbers)).toEqual([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10], []]);
    expect(portions).toMatchObject([{ through: 4 }, { through: 8 }, { through: 10 }, { end: 'complete' }]);
  });

  it('stops reading while a portion waits to be taken', async () => {
    const body = new PassThrough({ highWaterMark: 1_024 });
    const { next } = open(body, { maxLines: 4 });
    let written = 0;
    while (body.write(lines(10)) && written < 1_000) written += 10;
    await new Promise((resolve) => setImmediate(resolve));
    expect(body.isPaused()).toBe(true);
    expect(written).toBeLessThan(1_000);
    await next();
    await next();
    await next();
    expect(body.isPaused()).toBe(false);
  });

  it('ends as cut, without what was not handed out, when the sender goes away', async () => {
    const body = new PassThrough();
    const { next } = open(body);
    body.write(lines(2));
    await new Promise((resolve) => setImmediate(resolve));
    body.destroy();
    await new Promise((resolve) => setImmediate(resolve));
    expect(await next()).toEqual({ end: 'cut' });
  });

  it('ends as idle when no line is completed in time, half a line being none', async () => {
    const body = new PassThrough();
    const { next } = open(body, { idleMs: 60 });
    const drip = setInterval(() => body.write('x'), 10);
    const fed = await next();
    clearInterval(drip);
    expect(fed).toEqual({ end: 'idle' });
  });

  it('is kept alive by empty lines', async () => {
    const body = new PassThrough();
    const { next } = open(body, { idleMs: 100 });
    let beats = 0;
    const beat = setInterval(() => {
      beats += 1;
      body.write(beats < 15 ? '\n' : aLine(1));
    }, 20);
    const fed = await next();
    clearInterval(beat);
    expect(numbers(fed)).toEqual([15]);
  });

  it('ends when the service stops', async () => {
    const stopping = new AbortController();
    const { next } = open(new PassThrough(), {}, stopping);
    const fed = next();
    stopping.abort();
    expect(await fed).toEqual({ end: 'stopping' });
  });
});
