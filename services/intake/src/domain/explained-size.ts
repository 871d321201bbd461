import { AppError, sizeClassOf, type SizeResult } from '@yuanqu/domain';
import type { KnownEnterprise } from './enterprise-facts.ts';

/** The size class and how the national table comes to it; undefined while the industry isn't known. */
export function explainedSize({
  industry,
  staff,
  revenueFen,
  assetsFen,
}: Pick<KnownEnterprise, 'industry' | 'staff' | 'revenueFen' | 'assetsFen'>): SizeResult | undefined {
  if (industry === undefined) return undefined;
  const result = sizeClassOf({
    industry,
    staff,
    revenueWan: revenueFen === undefined ? undefined : inWan(revenueFen),
    assetsWan: assetsFen === undefined ? undefined : inWan(assetsFen),
  });
  if (result instanceof AppError) throw result;
  return result;
}

/** 万元: 10,000 yuan of 100 fen. */
const inWan = (fen: bigint): number => Number(fen) / 1_000_000;
