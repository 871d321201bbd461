import { AppError } from '@yuanqu/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeCell, timeText, wanCell, wanText } from './cells.ts';

describe('cells', () => {
  it('reads every amount and instant that it writes', () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 17n });
    const instants = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(amounts, (fen) => {
        expect(wanCell(wanText(fen))).toBe(fen);
      }),
    );
    fc.assert(
      fc.property(instants, (instant) => {
        expect(timeCell(timeText(instant))).toEqual(instant);
      }),
    );
  });

  it.each(['2026-11-03', '2026/11/3', '2026年11月3日', '2026.11.03', '2026-11-03T00:00:00+08:00'])(
    'takes %s for the start of that day in China',
    (text) => {
      expect(timeCell(text)).toEqual(new Date('2026-11-02T16:00:00Z'));
    },
  );

  it.each(['2026-02-30', '2026-13-01', '46329', 'yesterday'])('takes %s for no day', (text) => {
    expect(timeCell(text)).toBeInstanceOf(AppError);
  });

  it.each(['-1', '1.2345678', '1e3', '一百', '12,34.5x'])('takes %s for no amount', (text) => {
    expect(wanCell(text)).toBeInstanceOf(AppError);
  });
});
