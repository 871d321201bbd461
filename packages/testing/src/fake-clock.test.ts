import { describe, expect, it } from 'vitest';
import { fakeClock } from './fake-clock.ts';

describe('fakeClock', () => {
  it('stands still until it is advanced', () => {
    const clock = fakeClock('2026-11-30T15:59:59.999Z');
    expect(clock()).toEqual(clock());
    clock.advance(1);
    expect(clock().toISOString()).toBe('2026-11-30T16:00:00.000Z');
  });

  it('may be set back, as a machine may be', () => {
    const clock = fakeClock();
    clock.set('2026-01-01T08:00:00+08:00');
    expect(clock()).toEqual(new Date('2026-01-01T00:00:00Z'));
  });

  it('gives each caller a date of its own', () => {
    const clock = fakeClock();
    const before = clock().getTime();
    clock().setTime(0);
    expect(clock().getTime()).toBe(before);
  });

  it.each(['yesterday', '2026-11-02T09:00:00', '2026-11-02'])(
    'refuses %s, which depends on where it runs',
    (text) => {
      expect(() => fakeClock(text)).toThrow('is no instant');
    },
  );
});
