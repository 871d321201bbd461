import type { IndicatorCode } from './rule-definition.ts';

/** A measure that an upheld objection puts in the place of the reckoned one; kept with its reason and its objection. */
export interface Override {
  readonly indicator: IndicatorCode;
  /** In the indicator's unit: millionths, or whole yuan per mu. */
  readonly measure: number;
  readonly words: string;
  readonly objection: string;
}
