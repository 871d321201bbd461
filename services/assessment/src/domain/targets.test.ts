import { AppError } from '@yuanqu/domain';
import { expect, it } from 'vitest';
import { checkTargets } from './targets.ts';

it.each([
  ['the defaults', 7_000, 200, 9_500, []],
  ['a line of nearly full just far enough above', 7_000, 200, 7_400, []],
  ['one too close to the target', 7_000, 200, 7_399, ['/nearlyFull']],
  ['a target that could never be recovered', 9_900, 200, 10_000, ['/nearlyFull', '/hysteresis']],
] as const)('judges %s', (_, occupancy, hysteresis, nearlyFull, faults) => {
  const checked = checkTargets({ occupancy, hysteresis, nearlyFull });
  const found = checked instanceof AppError ? checked.details.errors?.map(({ pointer }) => pointer) : [];
  expect(found).toEqual(faults);
});
