import { fieldOf } from './csv-words.ts';

export interface Columns {
  /** The cells that are fields of an update, by field; a short row lacks its last ones. */
  readonly fields: (cells: readonly string[]) => Readonly<Record<string, string>>;
  /** All cells, by the header's own words. */
  readonly row: (cells: readonly string[]) => Readonly<Record<string, string>>;
}

/** What the header says each column holds. Throws when one that is needed is missing, or stands there twice. */
export function columnsOf(header: readonly string[], park: string | undefined): Columns {
  const fields = header.map(fieldOf);
  const missing = ['unit', 'status', 'observedAt', ...(park ? [] : ['park'])].filter(
    (name) => !fields.includes(name),
  );
  if (missing.length > 0)
    throw new Error(
      `表头（第 1 行）缺少列。 The header (line 1) has no column for ${missing.join(', ')}. Name them updateId, park, unit, status, uscc, observedAt, ` +
        'or 更新编号, 园区, 房源, 状态, 统一社会信用代码, 观测时间.',
    );
  const twice = fields.find((field, index) => field !== undefined && fields.indexOf(field) !== index);
  if (twice !== undefined)
    throw new Error(
      `表头（第 1 行）有重复的列。 The header (line 1) has two columns for ${twice}; leave one.`,
    );
  const cellsBy =
    (names: readonly (string | undefined)[]) =>
    (cells: readonly string[]): Readonly<Record<string, string>> =>
      Object.fromEntries(
        names.flatMap((name, index) => (name === undefined ? [] : [[name, cells[index] ?? '']])),
      );
  return { fields: cellsBy(fields), row: cellsBy(header) };
}
