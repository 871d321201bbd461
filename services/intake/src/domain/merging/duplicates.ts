import type { Sentence } from '@yuanqu/domain';
import type { KnownEnterprise } from '../enterprise-facts.ts';
import { isBodyId } from '../enterprise-kind.ts';

export const duplicateReasons = ['same-name', 'same-organisation', 'same-unit'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];

/** Two ids that are likely to be one enterprise. */
export interface Suspicion {
  readonly reason: DuplicateReason;
  readonly one: string;
  readonly other: string;
  /** The name, organisation code or unit that they have in common. */
  readonly common: string;
}

/** Which of the two to keep, as far as it can be told, and why they seem to be one. */
export interface Duplicate {
  readonly reason: DuplicateReason;
  readonly sentence: Sentence;
  readonly keep: KnownEnterprise;
  readonly merge: KnownEnterprise;
}

const sentences: Readonly<Record<DuplicateReason, (common: string) => Sentence>> = {
  'same-name': (name) => ({ zh: `名称相同：${name}。`, en: `They have the same name, ${name}.` }),
  'same-organisation': (code) => ({
    zh: `组织机构代码相同：${code}。`,
    en: `Their codes have the same organisation code, ${code}.`,
  }),
  'same-unit': (unit) => ({
    zh: `${unit} 的合同承租人与上报的租户不一致。`,
    en: `Unit ${unit} is let to one by contract and seen let to the other, whom nobody has registered.`,
  }),
};

export function duplicateOf(
  { reason, common }: Suspicion,
  one: KnownEnterprise,
  other: KnownEnterprise,
): Duplicate {
  const [keep, merge] = rank(one) >= rank(other) ? [one, other] : [other, one];
  return { reason, sentence: sentences[reason](common), keep, merge };
}

/** A code goes before none, facts before none, tenants before nobody's. */
const rank = ({ id, provisional, parks }: KnownEnterprise): number =>
  (isBodyId(id) ? 0 : 4) + (provisional ? 0 : 2) + (parks.length > 0 ? 1 : 0);
