import { AppError, type Decider } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { givenFor } from './given-when-then.ts';

type Event = { readonly kind: 'let' | 'vacated' };
type State = { readonly isLet: boolean };

const unit: Decider<State, 'let' | 'vacate', Event> = {
  initial: { isLet: false },
  decide: ({ isLet }, command) => {
    if (command === 'vacate') return isLet ? [{ kind: 'vacated' }] : [];
    return isLet
      ? new AppError('unit.taken', 'conflict', 'already let', { since: 'May' })
      : [{ kind: 'let' }];
  },
  evolve: (_, event) => ({ isLet: event.kind === 'let' }),
};
const given = givenFor(unit);

describe('given(…).when(…).then(…)', () => {
  it('passes on the events that were decided', () => {
    given([])
      .when('let')
      .then([{ kind: 'let' }]);
    given([{ kind: 'let' }])
      .when('vacate')
      .then([{ kind: 'vacated' }]);
    given([{ kind: 'let' }, { kind: 'vacated' }])
      .when('vacate')
      .then([]);
  });

  it('passes on the refusal that was given, by what of it is named', () => {
    given([{ kind: 'let' }])
      .when('let')
      .then({ code: 'unit.taken' });
    given([{ kind: 'let' }])
      .when('let')
      .then({ code: 'unit.taken', kind: 'conflict', details: { since: 'May' } });
    const sameInOtherWords = new AppError('unit.taken', 'conflict', 'other words', { since: 'May' });
    given([{ kind: 'let' }])
      .when('let')
      .then(sameInOtherWords);
  });

  it.each([
    [
      'another event',
      () =>
        given([])
          .when('let')
          .then([{ kind: 'vacated' }]),
    ],
    ['one event too few', () => given([]).when('let').then([])],
    [
      'a refusal instead of events',
      () =>
        given([{ kind: 'let' }])
          .when('let')
          .then([{ kind: 'let' }]),
    ],
    ['events instead of a refusal', () => given([]).when('let').then({ code: 'unit.taken' })],
    [
      'another code',
      () =>
        given([{ kind: 'let' }])
          .when('let')
          .then({ code: 'unit.unknown' }),
    ],
    [
      'another kind',
      () =>
        given([{ kind: 'let' }])
          .when('let')
          .then({ code: 'unit.taken', kind: 'invalid' }),
    ],
    [
      'other details',
      () =>
        given([{ kind: 'let' }])
          .when('let')
          .then({ code: 'unit.taken', details: { since: 'June' } }),
    ],
  ])('fails on %s', (_, specification) => {
    expect(specification).toThrow(/expected/);
  });

  it('fails when the decider cannot fold what it decided', () => {
    const forgetful = { ...unit, evolve: () => expect.fail('unknown event') };
    expect(() =>
      givenFor(forgetful)([])
        .when('let')
        .then([{ kind: 'let' }]),
    ).toThrow('unknown event');
  });
});
