import { Month, type Sentence, type SizeResult } from '@yuanqu/domain';
import { type SizeFacts, sizeResultOf } from './enterprise.ts';
import { tenantKindOf } from './enterprise-kind.ts';

/** What the size class goes by. */
export interface SizeBasis extends Sentence {
  readonly kind: 'reported' | 'entered';
  /** The twelve months, if it goes by those. */
  readonly from?: Month;
  readonly until?: Month;
  readonly revenueFen?: string;
  readonly staff?: number;
}

export type ExplainedSize =
  | (SizeResult & { readonly basis: SizeBasis })
  | ({ readonly outcome: 'not-applicable' } & Sentence);

/** The size class, how the national table comes to it and from which figures; undefined while the industry isn't known. */
export function explainedSize(facts: SizeFacts): ExplainedSize | undefined {
  const { zh, en, hasSize } = tenantKindOf(facts.uscc);
  if (!hasSize)
    return {
      outcome: 'not-applicable',
      zh: `${zh}不划分企业规模。`,
      en: `A ${en} has no size class.`,
    };
  const result = sizeResultOf(facts);
  return result && { ...result, basis: basisOf(facts) };
}

function basisOf({ reported, staff, revenueFen }: SizeFacts): SizeBasis {
  if (!reported)
    return {
      kind: 'entered',
      zh: '依据登记时填报的年度数据。',
      en: 'By the yearly figures that were entered.',
      ...(revenueFen !== undefined && { revenueFen: revenueFen.toString() }),
      ...(staff !== undefined && { staff }),
    };
  const { until } = reported;
  const from = Month.plus(until, -11);
  const persons = reported.staff ?? staff;
  return {
    kind: 'reported',
    zh: `依据 ${from} 至 ${until} 十二个月终报的营业收入合计和最近的从业人员。`,
    en: `By the revenue of the twelve final months from ${from} to ${until}, and the newest number of staff.`,
    from,
    until,
    revenueFen: reported.revenueFen.toString(),
    ...(persons !== undefined && { staff: persons }),
  };
}
