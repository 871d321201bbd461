import { Industry, type IndustryCode, type Sentence, type SizeClass, sizeClasses } from '@yuanqu/domain';
import { plainText } from '../plain-text.ts';
import { sentenceOf } from './admission-sentences.ts';
import type { AdmissionRule, PolicyDefinition, RuleResult } from './policy-definition.ts';

/** What an application says, as far as rules look at it; amounts in fen a year. */
export interface AdmissionFacts {
  readonly industry: string;
  readonly trade: string;
  readonly sizeClass: SizeClass | undefined;
  readonly areaM2: number;
  readonly outputFen: bigint | undefined;
  readonly taxFen: bigint | undefined;
}

/** One rule applied: what it saw, what came of it, said in both languages. */
export interface RuleOutcome {
  readonly rule: AdmissionRule;
  /** What the rule looked at, as text; undefined when the application doesn't say. */
  readonly input: string | undefined;
  readonly result: RuleResult;
  readonly sentence: Sentence;
}

/** `admissible`; `to-review`: a reviewed rule failed or something is unknown; `inadmissible`: a required rule failed. */
export type AdmissionOutcome = 'admissible' | 'to-review' | 'inadmissible';

export interface Admission {
  readonly outcome: AdmissionOutcome;
  readonly rules: readonly RuleOutcome[];
}

/** Applies every rule of a policy, none left out: whoever is refused hears all reasons at once. */
export function admit({ admission }: Pick<PolicyDefinition, 'admission'>, facts: AdmissionFacts): Admission {
  const rules = admission.map((rule) => {
    const { input, result } = apply(rule, facts);
    return { rule, input, result, sentence: sentenceOf(rule, input, result) };
  });
  const isRefused = rules.some(({ rule, result }) => rule.consequence === 'required' && result === 'failed');
  const isClear = rules.every(({ result }) => result === 'passed');
  return { outcome: isRefused ? 'inadmissible' : isClear ? 'admissible' : 'to-review', rules };
}

interface Applied {
  readonly input: string | undefined;
  readonly result: RuleResult;
}

function apply(rule: AdmissionRule, facts: AdmissionFacts): Applied {
  switch (rule.kind) {
    case 'industry-in':
      return { input: facts.industry, result: resultOf(covers(rule.industries, facts.industry)) };
    case 'industry-not-in':
      return { input: facts.industry, result: resultOf(!covers(rule.industries, facts.industry)) };
    case 'trade-not-in':
      return { input: facts.trade, result: resultOf(!rule.words.some((word) => says(facts.trade, word))) };
    case 'size-at-least':
      return known(facts.sizeClass, (size) => sizeClasses.indexOf(size) <= sizeClasses.indexOf(rule.size));
    case 'output-per-m2':
      return perM2(facts.outputFen, facts.areaM2, rule.leastFen);
    case 'tax-per-m2':
      return perM2(facts.taxFen, facts.areaM2, rule.leastFen);
    case 'area-at-most':
      return { input: String(facts.areaM2), result: resultOf(facts.areaM2 <= rule.m2) };
  }
}

const resultOf = (passed: boolean): RuleResult => (passed ? 'passed' : 'failed');

/** Neither a blank nor full width hides a word; one of punctuation alone is looked for as it stands. */
function says(trade: string, word: string): boolean {
  const plain = plainText(word);
  return plain === '' ? trade.includes(word) : plainText(trade).includes(plain);
}

const covers = (outer: readonly string[], inner: string): boolean =>
  outer.some((code) => Industry.covers(code as IndustryCode, inner as IndustryCode));

function known<Value>(
  value: Value | undefined,
  holds: (value: Value) => boolean,
  show: (value: Value) => string = String,
): Applied {
  return value === undefined
    ? { input: undefined, result: 'unknown' }
    : { input: show(value), result: resultOf(holds(value)) };
}

// Whole hundredths of a m², so that the comparison is exact.
const hundredthsOf = (areaM2: number): bigint => BigInt(Math.round(areaM2 * 100));

/** On no area at all nothing can be promised per m². */
const perM2 = (fen: bigint | undefined, areaM2: number, leastFen: string): Applied =>
  known(
    areaM2 > 0 ? fen : undefined,
    (promised) => promised * 100n >= BigInt(leastFen) * hundredthsOf(areaM2),
    (promised) => ((promised * 100n) / hundredthsOf(areaM2)).toString(),
  );
