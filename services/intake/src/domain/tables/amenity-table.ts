import { AppError, Day } from '@yuanqu/domain';
import { type AmenityFacts, type AmenityKind, amenityKindCodes, amenityKinds } from '../amenities/amenity.ts';
import { cellReader, integerCell } from './cells.ts';
import type { TableOf } from './table.ts';

/** An amenity as a table gives it; blank cells leave what is known. */
export type AmenityRow = Omit<AmenityFacts, 'since'> & { readonly since: string | undefined };

type Field = 'park' | 'id' | 'kind' | 'name' | 'distanceM' | 'capacity' | 'note' | 'since' | 'until';

const kindNames = amenityKindCodes.map((kind) => amenityKinds[kind].zh).join('、');

export const amenityTable: TableOf<Field, AmenityRow> = {
  kind: 'amenities',
  oneOf: { zh: '同一园区的同一配套', en: 'the same amenity of the park' },
  zh: '周边配套',
  columns: [
    { field: 'park', zh: '园区代码', en: 'park', required: true, explain: '如 software' },
    { field: 'id', zh: '编号', en: 'id', required: true, explain: '园区内唯一，如 canteen-1' },
    { field: 'kind', zh: '类别', en: 'kind', required: true, explain: kindNames },
    { field: 'name', zh: '名称', en: 'name', required: true, explain: '如 1号食堂' },
    {
      field: 'distanceM',
      zh: '距离(米)',
      en: 'distanceM',
      required: true,
      explain: '距园区大门步行距离，整数',
    },
    { field: 'capacity', zh: '容量', en: 'capacity', required: false, explain: '床位、座位、餐位或平方米' },
    { field: 'note', zh: '备注', en: 'note', required: false, explain: '至多 500 字' },
    { field: 'since', zh: '起始日期', en: 'since', required: false, explain: '新设施必填，如 2026-11-03' },
    { field: 'until', zh: '结束日期', en: 'until', required: false, explain: '含当日；空白表示未定' },
  ],
  read: (cells) => {
    const { text, parsed, faults } = cellReader(cells, amenityTable.columns);
    const park = text('park', 40);
    const id = parsed('id', idCell);
    const kind = parsed('kind', kindCell);
    const name = text('name', 100);
    const distanceM = parsed('distanceM', integerCell(0, 50_000));
    const capacity = parsed('capacity', integerCell(1, 1_000_000));
    const note = text('note', 500);
    const since = parsed('since', Day.parse);
    const until = parsed('until', Day.parse);
    const isWhole =
      faults.length === 0 &&
      park !== undefined &&
      id !== undefined &&
      kind !== undefined &&
      name !== undefined &&
      distanceM !== undefined;
    return isWhole ? { park, id, kind, name, distanceM, capacity, note, since, until } : faults;
  },
  keyOf: ({ park, id }) => `${park}\n${id}`,
  write: ({ park, id, kind, name, distanceM, capacity, note, since, until }) => ({
    park,
    id,
    kind: amenityKinds[kind].zh,
    name,
    distanceM: String(distanceM),
    ...(capacity !== undefined && { capacity: String(capacity) }),
    ...(note !== undefined && { note }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  }),
};

const idCell = (text: string): string | AppError =>
  /^[a-z0-9][a-z0-9-]{0,39}$/.test(text)
    ? text
    : new AppError(
        'table.not-an-id',
        'invalid',
        '编号须由小写字母、数字和连字符组成，至多 40 位。 An id has small letters, digits and hyphens, at most 40.',
      );

const kindCell = (text: string): AmenityKind | AppError =>
  amenityKindCodes.find((kind) => amenityKinds[kind].zh === text || kind === text.toLowerCase()) ??
  new AppError(
    'table.unknown-kind',
    'invalid',
    `类别须为：${kindNames}。 The kind must be one of ${amenityKindCodes.join(', ')}.`,
  );
