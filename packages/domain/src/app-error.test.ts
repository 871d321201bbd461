import { describe, expect, it } from 'vitest';
import { AppError } from './app-error.ts';

describe('AppError', () => {
  it('is an Error with a code, a kind and details', () => {
    const error = new AppError('unit.unknown', 'not-found', 'no unit A-101', { unit: 'A-101' });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'unit.unknown',
      kind: 'not-found',
      message: 'no unit A-101',
      details: { unit: 'A-101' },
    });
  });

  it('has a cause only when given one', () => {
    const cause = new Error('connection refused');
    expect(new AppError('bank.away', 'unavailable', 'the bank does not answer', {}, cause).cause).toBe(cause);
    expect('cause' in new AppError('bank.away', 'unavailable', 'the bank does not answer')).toBe(false);
  });
});
