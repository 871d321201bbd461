import {
  AppError,
  type IndustryCode,
  type Month,
  type SizeClass,
  sizeClassOf,
  type SizeResult,
} from '@yuanqu/domain';
import { tenantKindOf } from './enterprise-kind.ts';

/** A tenant as registered; amounts in whole fen. */
export interface Enterprise {
  readonly uscc: string;
  readonly name: string;
  /** Four digits, GB/T 4754-2017. */
  readonly industry: IndustryCode;
  readonly staff?: number | undefined;
  readonly revenueFen?: bigint | undefined;
  readonly assetsFen?: bigint | undefined;
  readonly sizeClass?: SizeClass | undefined;
  readonly demo: boolean;
}

/** Twelve months of final figures, up to and with `until`. */
export interface ReportedYear {
  readonly until: Month;
  readonly revenueFen: bigint;
  /** The newest that was reported within them. */
  readonly staff: number | undefined;
}

/** What a size class comes from; reported months go before what was entered once. */
export interface SizeFacts extends Pick<Enterprise, 'uscc' | 'staff' | 'revenueFen' | 'assetsFen'> {
  readonly industry: IndustryCode | undefined;
  readonly reported?: ReportedYear | undefined;
}

/** The size class that the national table gives these figures, if they suffice and it covers the industry and such bodies. */
export function sizeOf(facts: SizeFacts): SizeClass | undefined {
  const result = sizeResultOf(facts);
  return result?.outcome === 'classified' ? result.sizeClass : undefined;
}

/** How the national table comes to it; undefined while the industry isn't known or the figures can't be. */
export function sizeResultOf(facts: SizeFacts): SizeResult | undefined {
  const { uscc, industry, assetsFen } = facts;
  if (industry === undefined || !tenantKindOf(uscc).hasSize) return undefined;
  const { staff, revenueFen } = measured(facts);
  const result = sizeClassOf({
    industry,
    staff,
    revenueWan: revenueFen === undefined ? undefined : inWan(revenueFen),
    assetsWan: assetsFen === undefined ? undefined : inWan(assetsFen),
  });
  return result instanceof AppError ? undefined : result;
}

const measured = ({ reported, staff, revenueFen }: SizeFacts): Pick<Enterprise, 'staff' | 'revenueFen'> => ({
  staff: reported?.staff ?? staff,
  revenueFen: reported?.revenueFen ?? revenueFen,
});

/** 万元: 10,000 yuan of 100 fen. */
const inWan = (fen: bigint): number => Number(fen) / 1_000_000;
