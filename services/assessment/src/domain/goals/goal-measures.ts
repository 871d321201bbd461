import { AppError, type Sentence } from '@yuanqu/domain';

interface Measure {
  readonly zh: string;
  readonly en: string;
  readonly unit: 'share' | 'm2' | 'firms' | 'yuan';
}

/**
 * What a park's goals are held against; all of it can be told for any instant of the past. Output and tax are what
 * enterprises reported of the period's months, summed up.
 */
export const goalMeasures = {
  'occupancy-rate': { zh: '入驻率', en: 'occupancy', unit: 'share' },
  'let-area': { zh: '已租面积', en: 'area let', unit: 'm2' },
  tenants: { zh: '入驻企业数', en: 'number of tenants', unit: 'firms' },
  'new-tenants': { zh: '新入驻企业数', en: 'number of new tenants', unit: 'firms' },
  'leading-share': { zh: '主导产业占比', en: 'share of the leading industry', unit: 'share' },
  'chain-coverage': { zh: '产业链覆盖率', en: 'coverage of the chain', unit: 'share' },
  output: { zh: '产值', en: 'output', unit: 'yuan' },
  tax: { zh: '税收', en: 'tax', unit: 'yuan' },
} as const satisfies Readonly<Record<string, Measure>>;
export type GoalMeasure = keyof typeof goalMeasures;
export const goalMeasureCodes = Object.keys(goalMeasures) as readonly GoalMeasure[];

/**
 * How many working days after its period a goal is judged. Taxes of a month are declared until the 15th of the next, and
 * figures follow; what is observed needs a day.
 */
export const judgedAfter = (measure: GoalMeasure): number =>
  goalMeasures[measure].unit === 'yuan' ? reportingDays : 1;

/** Working days after a month in which enterprises report on it. */
export const reportingDays = 15;

/** A value of a measure as people read it. */
export function valueText(measure: GoalMeasure, value: number): Sentence {
  switch (goalMeasures[measure].unit) {
    case 'share': {
      const percent = `${Math.round(value * 10_000) / 100}%`;
      return { zh: percent, en: percent };
    }
    case 'm2':
      return { zh: `${value} 平方米`, en: `${value} m²` };
    case 'firms':
      return { zh: `${value} 家`, en: value === 1 ? '1 firm' : `${value} firms` };
    case 'yuan':
      return yuanText(value);
  }
}

function yuanText(yuan: number): Sentence {
  const zh = Math.abs(yuan) < 10_000 ? `${yuan} 元` : `${Math.round(yuan * 100) / 1e6} 万元`;
  return { zh, en: `${yuan.toLocaleString('en-US')} yuan` };
}

/** The same for what could not be measured. */
export const reachedText = (measure: GoalMeasure, reached: number | undefined): Sentence =>
  reached === undefined ? { zh: '无法计量', en: 'not to be measured' } : valueText(measure, reached);

/** Refuses a value that the measure cannot take. Error: `goal.impossible-value`. */
export function checkValue(measure: GoalMeasure, value: number): AppError | undefined {
  const { unit } = goalMeasures[measure];
  const [isPossible, zh, en] = possible[unit];
  if (isPossible(value)) return undefined;
  return new AppError(
    'goal.impossible-value',
    'invalid',
    `${goalMeasures[measure].zh}的目标值${zh}。 A goal for ${goalMeasures[measure].en} ${en}.`,
    { errors: [{ pointer: '/value', code: 'impossible', detail: en }] },
  );
}

const hasDecimals = (value: number, decimals: number): boolean =>
  Math.abs(value * 10 ** decimals - Math.round(value * 10 ** decimals)) < 1e-6;

const possible: Readonly<Record<Measure['unit'], readonly [(value: number) => boolean, string, string]>> = {
  share: [
    (value) => value > 0 && value <= 1 && hasDecimals(value, 4),
    '须大于 0、不大于 1，至多四位小数（0.85 即 85%）',
    'is a share of one with at most four decimals: 0.85 is 85 %',
  ],
  m2: [
    (value) => value > 0 && value <= 1e8 && hasDecimals(value, 2),
    '须为正的平方米数，至多两位小数',
    'is a positive number of m² with at most two decimals',
  ],
  firms: [
    (value) => Number.isInteger(value) && value > 0 && value <= 1e6,
    '须为正整数',
    'is a positive whole number of firms',
  ],
  yuan: [
    (value) => value > 0 && value <= 1e12 && hasDecimals(value, 2),
    '须为正的元数，至多两位小数',
    'is a positive number of yuan with at most two decimals',
  ],
};
