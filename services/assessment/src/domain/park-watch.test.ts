import { describe, expect, it } from 'vitest';
import { afterNewTargets, type ParkWatch, type Reading, readPark } from './park-watch.ts';

const targets = { occupancy: 7_000, hysteresis: 200, nearlyFull: 9_500 };
const hourMs = 3_600_000;

const reading = (
  let_: number,
  cause: Reading['cause'] = 'live',
  changes: Partial<Reading> = {},
): Reading => ({
  occupancy: { part: BigInt(Math.round(let_ * 100)), whole: 10_000n },
  units: 100,
  observedUnits: 100,
  cause,
  atMs: 0,
  ...changes,
});
const watched = (changes: Partial<ParkWatch> = {}): ParkWatch => ({
  phase: 'watched',
  covered: true,
  units: 100,
  below: false,
  nearlyFull: false,
  readAtMs: 0,
  ...changes,
});
const settling = (changes: Partial<ParkWatch> = {}) => watched({ phase: 'settling', ...changes });

describe('a watched park', () => {
  it.each([
    ['stays where it is', {}, 70, []],
    ['falls at a hair below its target', {}, 69.99, ['fell-below-target']],
    ['is not told twice', { below: true }, 60, []],
    ['has not recovered at the target', { below: true }, 70, []],
    ['has not recovered just below the hysteresis', { below: true }, 71.99, []],
    ['recovers at the hysteresis above the target', { below: true }, 72, ['recovered']],
    ['is nearly full at the line', {}, 95, ['nearly-full']],
    ['is still nearly full within the hysteresis', { nearlyFull: true }, 93, []],
    ['recovers and fills up in one go', { below: true }, 96, ['recovered', 'nearly-full']],
    ['empties in one go, which is one piece of news', { nearlyFull: true }, 10, ['fell-below-target']],
  ] as const)('%s', (_, before, rate, expected) => {
    expect(readPark(watched(before), reading(rate), targets)?.crossings).toEqual(expected);
  });

  it('is nearly full again only after it was clearly not', () => {
    const emptier = readPark(watched({ nearlyFull: true }), reading(92.99), targets);
    expect(emptier?.watch.nearlyFull).toBe(false);
    expect(emptier && readPark(emptier.watch, reading(95), targets)?.crossings).toEqual(['nearly-full']);
  });

  it('is not judged by a backlog, nor when nothing is lettable', () => {
    expect(readPark(watched(), reading(10, 'backlog'), targets)).toBeUndefined();
    const nothing = reading(0, 'live', { occupancy: { part: 0n, whole: 0n } });
    expect(readPark(watched(), nothing, targets)).toBeUndefined();
  });

  it('is judged by the sweep and by what was observed earlier but told just now', () => {
    expect(readPark(watched(), reading(10, 'sweep'), targets)?.crossings).toEqual(['fell-below-target']);
    expect(readPark(watched(), reading(10, 'recent'), targets)?.crossings).toEqual(['fell-below-target']);
  });
});

describe('a new park', () => {
  it('begins in the state it is first seen in, without news', () => {
    expect(readPark(undefined, reading(20), targets)).toEqual({
      watch: settling({ below: true }),
      crossings: [],
    });
  });

  it.each([
    ['its history is loaded', settling(), reading(20, 'recent')],
    ['a day old backlog is read', settling(), reading(20, 'backlog')],
    ['units are still being registered', settling({ units: 90 }), reading(20)],
    ['few of its units were observed before', settling({ covered: false }), reading(20)],
    ['few of its units have been observed', settling(), reading(20, 'live', { observedUnits: 94 })],
  ])('settles on in silence while %s', (_, before, now) => {
    expect(readPark(before, now, targets)).toMatchObject({ watch: { phase: 'settling' }, crossings: [] });
  });

  it('is watched from the first live observation on, which may itself be news', () => {
    expect(readPark(settling(), reading(69), targets)).toMatchObject({
      watch: { phase: 'watched', below: true },
      crossings: ['fell-below-target'],
    });
    expect(readPark(settling(), reading(75), targets)).toMatchObject({
      watch: { phase: 'watched' },
      crossings: [],
    });
  });

  it('is watched after an hour without news', () => {
    const soon = readPark(settling(), reading(75, 'sweep', { atMs: hourMs - 1 }), targets);
    expect(soon?.watch.phase).toBe('settling');
    expect(readPark(settling(), reading(75, 'sweep', { atMs: hourMs }), targets)?.watch.phase).toBe(
      'watched',
    );
  });
});

it('takes a park over onto its side of new targets without news', () => {
  const higher = { ...targets, occupancy: 8_000 };
  expect(afterNewTargets(watched(), { part: 75n, whole: 100n }, higher)).toMatchObject({ below: true });
  expect(afterNewTargets(watched(), { part: 0n, whole: 0n }, higher)).toEqual(watched());
});
