import { describe, expect, it } from 'vitest';
import { admit, type AdmissionFacts } from './admission.ts';
import type { AdmissionRule } from './policy-definition.ts';

const facts: AdmissionFacts = {
  industry: '6513',
  trade: '工业软件开发',
  sizeClass: 'small',
  areaM2: 100,
  outputFen: 50_000_000n,
  taxFen: undefined,
};
type Given<Rule> = Rule extends unknown ? Omit<Rule, 'id' | 'consequence'> : never;
const resultOf = (rule: Given<AdmissionRule>, change: Partial<AdmissionFacts> = {}) =>
  admit({ admission: [{ id: 'rule', consequence: 'required', ...rule }] }, { ...facts, ...change }).rules[0];

describe('an unwanted trade', () => {
  const rule = { kind: 'trade-not-in', words: ['废品收购', 'KTV'] } as const;

  it.each(['废品收购站', '废品 收购', '废　品、收购', 'Ｋｔｖ 会所', '废\u200b品收购'])(
    'is found in %j',
    (trade) => {
      expect(resultOf({ ...rule, words: [...rule.words] }, { trade })?.result).toBe('failed');
    },
  );

  it('is not found where there is none', () => {
    expect(resultOf({ ...rule, words: [...rule.words, '——'] })?.result).toBe('passed');
  });
});

describe('what is promised per m²', () => {
  const rule = { kind: 'output-per-m2', leastFen: '500000' } as const;

  it('is compared exactly', () => {
    expect(resultOf(rule)).toMatchObject({ input: '500000', result: 'passed' });
    expect(resultOf(rule, { areaM2: 100.01 })).toMatchObject({ input: '499950', result: 'failed' });
  });

  it('is unknown where nothing is promised or no space is asked for', () => {
    expect(resultOf({ ...rule, kind: 'tax-per-m2' })).toMatchObject({ input: undefined, result: 'unknown' });
    expect(resultOf(rule, { areaM2: 0 })).toMatchObject({ input: undefined, result: 'unknown' });
  });
});
