import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from './channel.ts';
import { deliveryId, parseDeliveryId } from './delivery-id.ts';
import { settle } from './delivery-outcome.ts';
import { maskAddress } from './mask-address.ts';
import { retryDelayMs, standardRetryDelaysMs } from './retry-schedule.ts';

describe('the retry schedule', () => {
  it('is ten tries over about three days', () => {
    const total = standardRetryDelaysMs.reduce((sum, delayMs) => sum + delayMs, 0);
    expect([standardRetryDelaysMs.length + 1, Math.round(total / 3_600_000)]).toEqual([10, 76]);
    expect(retryDelayMs(10, 0.5)).toBeUndefined();
  });

  it('spreads each wait by a tenth to either side', () => {
    expect([0, 0.5, 1].map((random) => retryDelayMs(1, random))).toEqual([4_500, 5_000, 5_500]);
  });
});

describe('settling an attempt', () => {
  it.each([
    [{ kind: 'delivered' }, 1, { state: 'delivered' }],
    [{ kind: 'failed', error: 'x' }, 1, { state: 'pending', retryAfterMs: 5_000 }],
    [{ kind: 'failed', error: 'x' }, 9, { state: 'pending', retryAfterMs: 86_400_000 }],
    [{ kind: 'failed', error: 'x' }, 10, { state: 'dead' }],
    [{ kind: 'failed', error: 'x' }, 11, { state: 'dead' }],
    [{ kind: 'refused', error: 'x' }, 1, { state: 'dead' }],
    [{ kind: 'gone', error: 'x', status: 410 }, 1, { state: 'cancelled' }],
    [{ kind: 'no-address', error: 'x' }, 1, { state: 'cancelled' }],
  ] as const)('%j at attempt %i gives %j', (outcome, attempt, settlement) => {
    expect(settle(outcome, attempt, 0.5)).toEqual(settlement);
  });
});

describe('a delivery’s id', () => {
  it('says which delivery it is, and is read back', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.constantFrom(...channels), (eventId, officialId, channel) => {
        const key = { eventId, officialId, channel };
        expect(parseDeliveryId(deliveryId(key))).toEqual(key);
      }),
    );
  });

  it.each(['', 'x', '../../etc/passwd', 'a_b_email', `${'0'.repeat(36)}_x_email`])('%j is none', (text) => {
    expect(parseDeliveryId(text)).toBeUndefined();
  });
});

describe('a masked address', () => {
  it.each([
    ['email', 'official@example.cn', 'o***@example.cn'],
    ['email', 'x@y.cn', 'x***@y.cn'],
    ['email', 'nonsense', '***'],
    [
      'webhook',
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a',
      'https://qyapi.weixin.qq.com/***',
    ],
    ['webhook', 'nonsense', '***/***'],
  ] as const)('of %s %s is %s', (channel, target, masked) => {
    expect(maskAddress(channel, target)).toBe(masked);
  });
});
