import type { Sentence } from '@yuanqu/domain';
import { percentOf, shareOf } from './ratio.ts';

/** All that a park's month can be judged by. */
export const indicatorCodes = [
  'occupancy',
  'occupancy-change',
  'leading-share',
  'freshness',
  'output-per-mu',
  'tax-per-mu',
  'lead-enterprise',
  'chain-coverage',
  'service-in-time',
  'policy-cases',
  'tasks-in-time',
] as const;
type IndicatorCode = (typeof indicatorCodes)[number];

/** What a measure counts: millionths of one, or whole yuan per mu and month. */
export type IndicatorUnit = 'share' | 'yuan-per-mu';

export const indicatorUnits: Readonly<Record<IndicatorCode, IndicatorUnit>> = {
  occupancy: 'share',
  'occupancy-change': 'share',
  'leading-share': 'share',
  freshness: 'share',
  'output-per-mu': 'yuan-per-mu',
  'tax-per-mu': 'yuan-per-mu',
  'lead-enterprise': 'share',
  'chain-coverage': 'share',
  'service-in-time': 'share',
  'policy-cases': 'share',
  'tasks-in-time': 'share',
};

/** A measure as people read it: `71.82 %`, `123,456 元/亩`. */
export function measureText(code: IndicatorCode, measure: number): Sentence {
  if (indicatorUnits[code] === 'share') return { zh: percentOf(measure), en: percentOf(measure) };
  const yuan = grouped(measure);
  return { zh: `${yuan} 元/亩`, en: `${yuan} yuan per mu` };
}

/** A measure as it goes out: a share of one, or yuan per mu. */
export const measureOnWire = (code: IndicatorCode, measure: number): number =>
  indicatorUnits[code] === 'share' ? shareOf(measure) : measure;

/** What somebody wrote as a share of one, or as yuan per mu, as a measure. */
export const measureFromWire = (code: IndicatorCode, value: number): number =>
  Math.round(indicatorUnits[code] === 'share' ? value * 1_000_000 : value);

/** Thousands apart: 1234567 → `1,234,567`. */
export const grouped = (value: number | bigint): string =>
  value.toString().replace(/\B(?=(?:\d{3})+$)/g, ',');
