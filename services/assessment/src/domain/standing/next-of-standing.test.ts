import { expect, it } from 'vitest';
import { nextOfStanding } from './next-of-standing.ts';

it('says what is to be done by when, and until when to appeal', () => {
  const deadline = { kind: 'plan', dueAt: '2026-10-20T16:00:00.000Z' } as const;
  expect(nextOfStanding({ deadline, appealUntil: '2026-10-13T16:00:00.000Z' })).toEqual({
    zh: '请在2026-10-21前提交整改方案。可在2026-10-14前申诉。',
    en: 'A plan of rectification is to be handed in before 2026-10-21. Appeals are taken before 2026-10-14.',
  });
  expect(nextOfStanding({})).toEqual({ zh: '', en: '' });
});
