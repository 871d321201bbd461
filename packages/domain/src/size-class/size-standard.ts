/** The classes of enterprises, largest first. */
export const sizeClasses = ['large', 'medium', 'small', 'micro'] as const;
export type SizeClass = (typeof sizeClasses)[number];

/** What a size is measured by: staff (persons) at the end of the period, revenue and total assets in 万元. */
export const sizeIndicators = ['staff', 'revenueWan', 'assetsWan'] as const;
export type SizeIndicator = (typeof sizeIndicators)[number];

/** Inclusive lower bounds (及以上) of the tiers; below `small` it is micro. */
export interface SizeBounds {
  readonly large: number;
  readonly medium: number;
  readonly small: number;
}

/** One line of the table: the industries it covers, by code of any level, and the bounds of its indicators. */
export interface SizeStandardRow {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly covers: readonly string[];
  readonly bounds: Readonly<Partial<Record<SizeIndicator, SizeBounds>>>;
}

/** Industries that the standard leaves out, and why. */
export interface SizeStandardGap {
  readonly covers: readonly string[];
  readonly zh: string;
  readonly en: string;
}

/** A national table of enterprise sizes, in one version. The narrowest code that matches decides. */
export interface SizeStandard {
  readonly version: string;
  readonly document: string;
  readonly effectiveFrom: string;
  readonly rows: readonly SizeStandardRow[];
  readonly gaps: readonly SizeStandardGap[];
}
