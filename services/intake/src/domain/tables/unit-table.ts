import { AppError } from '@yuanqu/domain';
import type { Unit, UnitUsage } from '../unit.ts';
import { unitUsages } from '../unit.ts';
import { areaCell, cellReader, integerCell, timeCell, timeText } from './cells.ts';
import type { TableOf } from './table.ts';

/** A unit as a table gives it. */
export interface UnitRow extends Pick<Unit, 'park' | 'building' | 'floor' | 'code' | 'areaM2' | 'usage'> {
  readonly since: Date | undefined;
}

type Field = 'park' | 'building' | 'floor' | 'unit' | 'areaM2' | 'usage' | 'since';

const usageNames: Readonly<Record<string, UnitUsage>> = {
  办公: 'office',
  厂房: 'factory',
  商铺: 'shop',
  公寓: 'apartment',
  仓储: 'storage',
  公共: 'public',
};

export const unitTable: TableOf<Field, UnitRow> = {
  kind: 'units',
  oneOf: { zh: '同一园区的同一房号', en: 'the same unit of the park' },
  zh: '房源',
  columns: [
    { field: 'park', zh: '园区代码', en: 'park', required: true, explain: '如 software' },
    { field: 'building', zh: '楼栋代码', en: 'building', required: true, explain: '园区内已登记的楼栋' },
    { field: 'floor', zh: '楼层', en: 'floor', required: true, explain: '整数，1 为首层，-1 为地下一层' },
    {
      field: 'unit',
      zh: '房号',
      en: 'unit',
      required: true,
      explain: '园区内唯一，注销后不再使用；以字母、数字、# 或括号开头',
    },
    { field: 'areaM2', zh: '面积(㎡)', en: 'areaM2', required: true, explain: '可租赁面积，至多两位小数' },
    { field: 'usage', zh: '用途', en: 'usage', required: true, explain: Object.keys(usageNames).join('、') },
    { field: 'since', zh: '启用日期', en: 'since', required: false, explain: '新房源必填，如 2026-11-03' },
  ],
  read: (cells) => {
    const { text, parsed, faults } = cellReader(cells, unitTable.columns);
    const park = text('park', 40);
    const building = text('building', 40);
    const floor = parsed('floor', floorCell);
    const code = text('unit', 60);
    const areaM2 = parsed('areaM2', areaCell);
    const usage = parsed('usage', usageCell);
    const since = parsed('since', timeCell);
    const isWhole =
      faults.length === 0 &&
      park !== undefined &&
      building !== undefined &&
      floor !== undefined &&
      code !== undefined &&
      areaM2 !== undefined &&
      usage !== undefined;
    return isWhole ? { park, building, floor, code, areaM2, usage, since } : faults;
  },
  keyOf: ({ park, code }) => `${park}\n${code}`,
  write: ({ park, building, floor, code, areaM2, usage, since }) => ({
    park,
    building,
    floor: String(floor),
    unit: code,
    areaM2: areaM2.toFixed(2),
    usage: Object.keys(usageNames).find((name) => usageNames[name] === usage) ?? usage,
    ...(since && { since: timeText(since) }),
  }),
};

const anyFloor = integerCell(-20, 200);

const floorCell = (text: string): number | AppError =>
  text === '0'
    ? new AppError('table.no-floor-0', 'invalid', '没有 0 层。 There is no floor 0; 1 is the ground floor.')
    : anyFloor(text);

const usageCell = (text: string): UnitUsage | AppError =>
  usageNames[text] ??
  unitUsages.find((usage) => usage === text.toLowerCase()) ??
  new AppError(
    'table.unknown-usage',
    'invalid',
    `用途须为：${Object.keys(usageNames).join('、')}。 Usage must be one of ${unitUsages.join(', ')}.`,
  );
