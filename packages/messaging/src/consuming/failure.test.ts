import { AppError } from '@yuanqu/domain';
import { describe, expect, test } from 'vitest';
import { InvalidEvent } from '../contract-check.ts';
import { backoffMs, blameFor, describeError } from './failure.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('blameFor', () => {
  test.each([
    ['08006', 'a lost connection'],
    ['40001', 'a serialization failure'],
    ['40P01', 'a deadlock'],
    ['53300', 'too many connections'],
    ['55P03', 'a lock timeout'],
    ['57014', 'a statement timeout'],
    ['57P01', 'a terminated backend'],
    ['25P04', 'a transaction timeout'],
    ['58030', 'an I/O error'],
    ['ECONNREFUSED', 'a server that is down'],
    ['ETIMEDOUT', 'a network that is cut'],
  ])('%s blames the surroundings: %s', (code) => {
    expect(blameFor(withCode(code))).toBe('surroundings');
  });

  test.each([
    ['23505', 'a duplicate key'],
    ['22P02', 'a bad value'],
    ['42P01', 'a missing table'],
    ['25P02', 'a transaction in which something had failed'],
  ])('%s blames the event: %s', (code) => {
    expect(blameFor(withCode(code))).toBe('event');
  });

  test('a broken contract and a plain bug are the event’s fault', () => {
    expect(blameFor(new InvalidEvent('x', { cause: withCode('08006') }))).toBe('event');
    expect(blameFor(new TypeError('x is undefined'))).toBe('event');
    expect(blameFor('a thrown text')).toBe('event');
  });

  test('the cause of the cause counts', () => {
    expect(blameFor(new Error('outer', { cause: new Error('inner', { cause: withCode('08006') }) }))).toBe(
      'surroundings',
    );
  });

  test('what calls itself unavailable, and broken connections that pg gives no code, are surroundings', () => {
    expect(blameFor(new AppError('bank.away', 'unavailable', 'The bank is away.'))).toBe('surroundings');
    expect(blameFor(new Error('Connection terminated unexpectedly'))).toBe('surroundings');
    expect(blameFor(new AppError('loan.unknown', 'not-found', 'No such loan.'))).toBe('event');
  });
});

test('waiting grows to a few seconds and no further', () => {
  expect(backoffMs(0)).toBeLessThan(100);
  expect(backoffMs(50)).toBeGreaterThan(3_000);
  expect(backoffMs(50)).toBeLessThan(7_000);
});

test('an error is described in words that a text column takes', () => {
  expect(describeError(new TypeError('a\0b'))).toBe('TypeError: ab');
  expect(describeError(new Error('x'.repeat(10_000)))).toHaveLength(4_000);
});
