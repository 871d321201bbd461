import { AppError, type IndustryCode, type SizeClass, sizeClassOf } from '@yuanqu/domain';

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

/** The size class that the national table gives these figures, if they suffice and the industry is covered. */
export function sizeOf({
  industry,
  staff,
  revenueFen,
  assetsFen,
}: Pick<Enterprise, 'industry' | 'staff' | 'revenueFen' | 'assetsFen'>): SizeClass | undefined {
  const result = sizeClassOf({
    industry,
    staff,
    revenueWan: revenueFen === undefined ? undefined : inWan(revenueFen),
    assetsWan: assetsFen === undefined ? undefined : inWan(assetsFen),
  });
  return result instanceof AppError || result.outcome !== 'classified' ? undefined : result.sizeClass;
}

/** 万元: 10,000 yuan of 100 fen. */
const inWan = (fen: bigint): number => Number(fen) / 1_000_000;
