import { AppError, Day, workingCalendar } from '@yuanqu/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSchedule } from './check-schedule.ts';
import { nextDigestAt } from './next-digest.ts';
import type { DigestPlan } from './schedule.ts';
import { timeOfDay, writeTimeOfDay } from './time-of-day.ts';
import { wordDigest } from './word-digest.ts';

const calendar = workingCalendar();
const plan = (times: readonly string[], workingDaysOnly = false): DigestPlan => ({
  times: times.map(timeOfDay),
  below: 'warning',
  workingDaysOnly,
});

describe('the next digest', () => {
  it.each([
    ['2026-11-30T00:00:00Z', ['08:30', '17:30'], false, '2026-11-30T00:30:00.000Z'],
    ['2026-11-30T00:30:00Z', ['08:30', '17:30'], false, '2026-11-30T09:30:00.000Z'],
    ['2026-11-30T00:30:00Z', ['17:30', '08:30'], false, '2026-11-30T09:30:00.000Z'],
    ['2026-11-30T12:00:00Z', ['08:30', '17:30'], false, '2026-12-01T00:30:00.000Z'],
    ['2026-11-27T12:00:00Z', ['08:30'], false, '2026-11-28T00:30:00.000Z'],
    ['2026-11-27T12:00:00Z', ['08:30'], true, '2026-11-30T00:30:00.000Z'],
    ['2026-09-30T12:00:00Z', ['08:30'], true, '2026-10-08T00:30:00.000Z'],
    ['2026-11-30T15:59:00Z', ['00:00'], false, '2026-11-30T16:00:00.000Z'],
  ])('after %s, at %j, working days only %s, is %s', (after, times, only, next) => {
    expect(nextDigestAt(plan(times, only), new Date(after), calendar).toISOString()).toBe(next);
  });

  it('is later, at one of the times, and passes none over', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 1_439 }), { minLength: 1, maxLength: 6 });
    const instants = fc.date({
      min: new Date('2025-01-01T00:00:00Z'),
      max: new Date('2026-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, instants, fc.boolean(), (minutes, after, only) => {
        const chosen = plan(
          minutes.map((minute) => writeTimeOfDay(minute as never)),
          only,
        );
        const next = nextDigestAt(chosen, after, calendar);
        expect(next.getTime()).toBeGreaterThan(after.getTime());
        expect(minutes).toContain((next.getTime() - Day.startMs(Day.of(next))) / 60_000);
        expect(!only || calendar.isWorkingDay(Day.of(next))).toBe(true);
        expect(nextDigestAt(chosen, new Date(next.getTime() - 1), calendar)).toEqual(next);
      }),
    );
  });
});

describe('a schedule', () => {
  const quiet = (from: string, until: string) => ({ from: timeOfDay(from), until: timeOfDay(until) });

  it.each([
    [{ quietHours: quiet('22:00', '07:30'), digest: plan(['07:30', '17:30']) }, []],
    [{ quietHours: null, digest: null }, []],
    [{ quietHours: quiet('22:00', '22:00'), digest: null }, ['/quietHours/until']],
    [
      { quietHours: quiet('22:00', '07:30'), digest: plan(['17:30', '23:00', '06:00']) },
      ['/digest/times/1', '/digest/times/2'],
    ],
    [{ quietHours: quiet('12:00', '14:00'), digest: plan(['14:00', '13:59']) }, ['/digest/times/1']],
    [{ quietHours: null, digest: plan(['08:30', '08:30']) }, ['/digest/times/1']],
  ])('%j has faults at %j', (content, pointers) => {
    const refused = checkSchedule(content);
    const errors = refused instanceof AppError ? (refused.details.errors ?? []) : [];
    expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

it('a digest lists what it holds, says what is left out, and is as severe as the worst of it', () => {
  const gathered = Array.from({ length: 203 }, (_, n) => ({
    title: { zh: `第${n}条`, en: `no. ${n}` },
    severity: n === 7 ? ('warning' as const) : ('info' as const),
    occurredAt: new Date('2026-11-30T00:00:00Z'),
  }));
  const digest = wordDigest('id', 'person', gathered, new Date('2026-11-30T00:30:00Z'));
  expect(digest.severity).toBe('warning');
  expect(digest.wording.zh.title).toBe('通知汇总：203条（2026年11月30日 08:30）');
  const lines = digest.wording.zh.body.split('\n');
  expect([lines[0], lines.at(-1), lines.length]).toEqual([
    '1. 第0条（2026年11月30日 08:00）',
    '…另有3条，见平台收件箱',
    201,
  ]);
});
