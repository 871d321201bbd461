import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';
import { systemClock } from './clock.ts';
import { type Decider, fold } from './decider.ts';

type Light = 'on' | 'off';
interface Switched {
  readonly to: Light;
}

const light: Decider<Light, Light, Switched> = {
  initial: 'off',
  decide: (state, to) =>
    state === to ? new AppError('light.same', 'conflict', `it is ${to} already`) : [{ to }],
  evolve: (_, event) => event.to,
};

describe('fold', () => {
  it('is the initial state without events, else what the events make of it in order', () => {
    expect(fold(light, [])).toBe('off');
    expect(fold(light, [{ to: 'on' }, { to: 'off' }, { to: 'on' }])).toBe('on');
  });

  it('lets a decision rest on what happened before', () => {
    expect(light.decide(fold(light, [{ to: 'on' }]), 'on')).toMatchObject({ code: 'light.same' });
    expect(light.decide(fold(light, [{ to: 'on' }]), 'off')).toEqual([{ to: 'off' }]);
  });
});

describe('systemClock', () => {
  it('tells the time of this machine', () => {
    const before = Date.now();
    const told = systemClock().getTime();
    expect(told).toBeGreaterThanOrEqual(before);
    expect(told).toBeLessThanOrEqual(Date.now());
  });
});
