import { Money, type Sentence } from '@yuanqu/domain';
import type { Incentive } from '../policies/policy-definition.ts';

/** What an amount is reckoned from: the area let, and the rent in fen per m² and month. */
export interface AmountBasis {
  readonly areaM2: number;
  readonly rentFen: string;
  readonly months: number;
}

/**
 * What an incentive comes to: a share of the months' rent, a fixed amount, or one per m²; never more than its cap. In fen,
 * rounded once, half up.
 */
export function incentiveAmount(incentive: Incentive, basis: AmountBasis): Money {
  const amount = incentive.kind === 'rent-relief' ? relief(incentive, basis) : subsidy(incentive, basis);
  const cap = incentive.capFen === undefined ? undefined : Money.ofFen(BigInt(incentive.capFen));
  return cap && amount.compareTo(cap) > 0 ? cap : amount;
}

const relief = ({ rentSharePercent = 0 }: Incentive, { areaM2, rentFen, months }: AmountBasis): Money =>
  Money.ofFen(BigInt(rentFen)).timesFraction(
    hundredthsOf(areaM2) * BigInt(months) * BigInt(rentSharePercent),
    100n * 100n,
    'half-up',
  );

const subsidy = ({ amountFen, amountFenPerM2 = '0' }: Incentive, { areaM2 }: AmountBasis): Money =>
  amountFen === undefined
    ? Money.ofFen(BigInt(amountFenPerM2)).timesFraction(hundredthsOf(areaM2), 100n, 'half-up')
    : Money.ofFen(BigInt(amountFen));

const hundredthsOf = (areaM2: number): bigint => BigInt(Math.round(areaM2 * 100));

/** The reckoning in words. */
export function reckoningOf(incentive: Incentive, basis: AmountBasis): Sentence {
  const { areaM2, rentFen, months } = basis;
  const { kind, rentSharePercent = 0, amountFen, amountFenPerM2 = '0', capFen } = incentive;
  const total = incentiveAmount(incentive, basis).format();
  const cap =
    capFen === undefined
      ? { zh: '', en: '' }
      : { zh: `，封顶 ${yuan(capFen)} 元`, en: `, at most ${yuan(capFen)} yuan` };
  if (kind === 'rent-relief')
    return {
      zh: `${areaM2} 平方米 × 月租 ${yuan(rentFen)} 元 × ${months} 个月 × ${rentSharePercent}%${cap.zh} = ${total} 元`,
      en: `${areaM2} m² × ${yuan(rentFen)} yuan a month × ${months} months × ${rentSharePercent}%${cap.en} = ${total} yuan`,
    };
  if (amountFen !== undefined)
    return {
      zh: `定额 ${yuan(amountFen)} 元${cap.zh} = ${total} 元`,
      en: `a fixed ${yuan(amountFen)} yuan${cap.en} = ${total} yuan`,
    };
  return {
    zh: `${areaM2} 平方米 × ${yuan(amountFenPerM2)} 元${cap.zh} = ${total} 元`,
    en: `${areaM2} m² × ${yuan(amountFenPerM2)} yuan${cap.en} = ${total} yuan`,
  };
}

const yuan = (fen: string): string => Money.ofFen(BigInt(fen)).format();
