import { formatInstant } from '@yuanqu/domain';
import type { Status } from '../domain/occupancy-status.ts';
import type { UnitOutcome } from '../domain/park-inputs.ts';
import { millionthsOf } from '../domain/ratio.ts';
import type { Cell } from '@yuanqu/service-kit';
import { toCsv } from './csv.ts';

const headers = {
  zh: [
    '房源',
    '楼宇',
    '面积（平方米）',
    '起始',
    '注销',
    '已租（毫秒）',
    '可租（毫秒）',
    '入驻率',
    '期末状态',
    '编号',
  ],
  en: [
    'Unit',
    'Building',
    'Area (m²)',
    'Since',
    'Retired',
    'Let (ms)',
    'Lettable (ms)',
    'Occupancy',
    'State at the end',
    'Id',
  ],
} as const;

/** A park's month by unit. */
export const monthCsv = (units: readonly UnitOutcome[], language: 'zh' | 'en'): string =>
  toCsv([headers[language], ...units.map((unit) => toRow(unit, language))]);

/** The states by the words that an operator's file may use for them. */
const statesInChinese: Readonly<Record<Status, string>> = {
  let: '已租',
  reserved: '预留',
  vacant: '空置',
  'under-works': '装修中',
  withdrawn: '停用',
};

const toRow = (unit: UnitOutcome, language: 'zh' | 'en'): readonly Cell[] => {
  const status = unit.last?.status;
  const rate = millionthsOf({ part: unit.letMs, whole: unit.lettableMs });
  return [
    unit.code,
    unit.building,
    Number(unit.areaHundredths) / 100,
    formatInstant(unit.sinceMs),
    unit.retiredAtMs === undefined ? undefined : formatInstant(unit.retiredAtMs),
    Number(unit.letMs),
    Number(unit.lettableMs),
    rate === undefined ? undefined : rate / 1_000_000,
    status && language === 'zh' ? statesInChinese[status] : status,
    unit.unitId,
  ];
};
