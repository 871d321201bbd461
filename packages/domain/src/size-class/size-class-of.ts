import { AppError } from '../app-error.ts';
import { Industry, type IndustryCode } from '../industry/industry.ts';
import {
  type SizeBounds,
  type SizeClass,
  type SizeIndicator,
  type SizeStandard,
  type SizeStandardRow,
  sizeClasses,
  sizeIndicators,
} from './size-standard.ts';
import { sizeStandard2011 } from './size-standard-2011.ts';

/** What an enterprise reports: a class of four digits, persons, 万元. */
export interface SizeFigures {
  readonly industry: IndustryCode;
  readonly staff?: number | undefined;
  readonly revenueWan?: number | undefined;
  readonly assetsWan?: number | undefined;
}

/** Where one figure stands: the tier it reaches, the bound it reached (none for micro), the bound it is short of (none for large). */
export interface IndicatorTier {
  readonly indicator: SizeIndicator;
  readonly value: number;
  readonly tier: SizeClass;
  readonly reached?: number;
  readonly shortOf?: number;
}

interface ByRow {
  readonly standard: string;
  readonly row: Pick<SizeStandardRow, 'id' | 'zh' | 'en'>;
  readonly indicators: readonly IndicatorTier[];
}

/** The size of an enterprise and why: `deciding` are the indicators in the lowest tier. */
export type SizeResult =
  | (ByRow & {
      readonly outcome: 'classified';
      readonly sizeClass: SizeClass;
      readonly deciding: readonly SizeIndicator[];
    })
  | (ByRow & { readonly outcome: 'missing-figures'; readonly missing: readonly SizeIndicator[] })
  | {
      readonly outcome: 'not-covered';
      readonly standard: string;
      /** The industry is left out, or the code is too coarse to choose a row by. */
      readonly reason: 'outside-standard' | 'class-needed';
      readonly zh: string;
      readonly en: string;
    };

/**
 * The size class by the national table: the lowest tier over the indicators of the industry's row. A figure in the lowest
 * tier settles it (micro) even when others are missing. Error: `size-class.invalid-figure`.
 */
export function sizeClassOf(
  figures: SizeFigures,
  standard: SizeStandard = sizeStandard2011,
): SizeResult | AppError {
  const invalid = invalidFigureOf(figures);
  if (invalid) return invalidFigure(invalid, figures[invalid]);
  const row = narrowest(standard.rows, figures.industry);
  return row ? byRow(figures, row, standard.version) : notCovered(figures.industry, standard);
}

function byRow(figures: SizeFigures, row: SizeStandardRow, standard: string): SizeResult {
  const needed = sizeIndicators.filter((indicator) => row.bounds[indicator]);
  const indicators = needed.flatMap((indicator) =>
    tierOf(indicator, figures[indicator], row.bounds[indicator]),
  );
  const missing = needed.filter((indicator) => figures[indicator] === undefined);
  const { id, zh, en } = row;
  const found: ByRow = { standard, row: { id, zh, en }, indicators };
  const sizeClass = sizeClasses.findLast((tier) => indicators.some((indicator) => indicator.tier === tier));
  if (sizeClass === undefined || (missing.length > 0 && sizeClass !== 'micro')) {
    return { outcome: 'missing-figures', ...found, missing };
  }
  const deciding = indicators.filter(({ tier }) => tier === sizeClass).map(({ indicator }) => indicator);
  return { outcome: 'classified', ...found, sizeClass, deciding };
}

function tierOf(
  indicator: SizeIndicator,
  value: number | undefined,
  bounds: SizeBounds | undefined,
): readonly IndicatorTier[] {
  if (value === undefined || !bounds) return [];
  if (value >= bounds.large) return [{ indicator, value, tier: 'large', reached: bounds.large }];
  if (value >= bounds.medium) {
    return [{ indicator, value, tier: 'medium', reached: bounds.medium, shortOf: bounds.large }];
  }
  if (value >= bounds.small) {
    return [{ indicator, value, tier: 'small', reached: bounds.small, shortOf: bounds.medium }];
  }
  return [{ indicator, value, tier: 'micro', shortOf: bounds.small }];
}

function narrowest<Line extends { readonly covers: readonly string[] }>(
  lines: readonly Line[],
  industry: IndustryCode,
): Line | undefined {
  for (const code of Industry.ancestry(industry)) {
    const line = lines.find(({ covers }) => covers.includes(code));
    if (line) return line;
  }
  return undefined;
}

function notCovered(industry: IndustryCode, { gaps, version }: SizeStandard): SizeResult {
  const gap = narrowest(gaps, industry);
  if (gap) {
    return { outcome: 'not-covered', standard: version, reason: 'outside-standard', zh: gap.zh, en: gap.en };
  }
  return {
    outcome: 'not-covered',
    standard: version,
    reason: 'class-needed',
    zh: `行业代码${industry}过粗，请填写四位小类代码`,
    en: `the standard tells the classes within ${industry} apart: give the four-digit class`,
  };
}

const invalidFigureOf = (figures: SizeFigures): SizeIndicator | undefined =>
  sizeIndicators.find((indicator) => {
    const value = figures[indicator];
    if (value === undefined) return false;
    return !(indicator === 'staff' ? Number.isInteger(value) : Number.isFinite(value)) || value < 0;
  });

const invalidFigure = (indicator: SizeIndicator, value: number | undefined): AppError =>
  new AppError(
    'size-class.invalid-figure',
    'invalid',
    `${indicator} is ${value}; it must be ${indicator === 'staff' ? 'a whole number' : 'an amount in 万元'} of zero or more`,
    { indicator },
  );
