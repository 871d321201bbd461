import type { Sentence, SizeClass } from '@yuanqu/domain';
import type { ChainDefinition } from './chain-definition.ts';
import { type CoveredSegment, type Coverer, largestFirst, type ParkTenant } from './cover-chain.ts';

/** The enterprise that leads a park's chain, and how that is known. */
export interface LeadEnterprise {
  readonly how: 'named' | 'largest' | 'none';
  readonly name?: string | undefined;
  readonly uscc?: string | undefined;
  readonly sizeClass?: SizeClass | undefined;
  /** Whether it is observed in the park; absent where nobody can tell. */
  readonly observed?: boolean | undefined;
  /** The segments that it covers. */
  readonly segments: readonly string[];
  readonly sentence: Sentence;
}

/** As the chain names it; else the largest by size class among those who cover a leading segment; else none. */
export function leadEnterprise(
  { lead, assignments }: Pick<ChainDefinition, 'lead' | 'assignments'>,
  covered: readonly CoveredSegment[],
  tenants: readonly ParkTenant[],
): LeadEnterprise {
  if (lead) {
    const { name, uscc, source } = lead;
    const observed = uscc === undefined ? undefined : tenants.some((tenant) => tenant.uscc === uscc);
    const segments =
      uscc === undefined
        ? assignments
            .filter((one) => one.uscc === undefined && one.name === name)
            .map(({ segment }) => segment)
        : segmentsOf(covered, uscc);
    return { how: 'named', name, uscc, observed, segments, sentence: namedSentence(name, source, observed) };
  }
  const largest = covered
    .filter(({ leading }) => leading)
    .flatMap(({ coverers }) => coverers)
    .filter(({ uscc, sizeClass }) => uscc !== undefined && sizeClass !== undefined)
    .toSorted(largestFirst)[0];
  if (!largest?.uscc) return { how: 'none', segments: [], sentence: noneSentence };
  const { uscc, name, sizeClass } = largest;
  const segments = segmentsOf(covered, uscc);
  return {
    how: 'largest',
    uscc,
    name,
    sizeClass,
    observed: true,
    segments,
    sentence: largestSentence(largest),
  };
}

const segmentsOf = (covered: readonly CoveredSegment[], uscc: string): readonly string[] =>
  covered
    .filter(({ coverers }) => coverers.some((one) => one.uscc === uscc))
    .map(({ segment }) => segment.code);

const namedSentence = (name: string, source: string, observed: boolean | undefined): Sentence => ({
  zh: `龙头企业：${name}（${source}）${observed === false ? '，目前未见其入驻' : ''}。`,
  en: `Lead enterprise: ${name} (${source})${observed === false ? '; it is not observed in the park at present' : ''}.`,
});

const sizeNames: Readonly<Record<SizeClass, Sentence>> = {
  large: { zh: '大型', en: 'large' },
  medium: { zh: '中型', en: 'medium' },
  small: { zh: '小型', en: 'small' },
  micro: { zh: '微型', en: 'micro' },
};

function largestSentence({ name, uscc, sizeClass = 'micro' }: Coverer): Sentence {
  const called = name ?? uscc ?? '';
  const size = sizeNames[sizeClass];
  return {
    zh: `龙头企业：${called}（未指定；主导环节中规模最大：${size.zh}）。`,
    en: `Lead enterprise: ${called} (none is named; the largest in the leading segments: ${size.en}).`,
  };
}

const noneSentence: Sentence = {
  zh: '暂无龙头企业：未指定，主导环节中也没有已知规模的企业。',
  en: 'No lead enterprise: none is named, and no tenant of known size covers a leading segment.',
};
