import { AppError, type FieldError } from '../app-error.ts';
import { excerpt } from '../excerpt.ts';
import { parseCsv } from './csv.ts';
import { Industry, type IndustryCode } from './industry.ts';

export interface IndustryRow {
  readonly code: string;
  readonly zh: string;
  readonly en?: string | undefined;
}

export interface IndustryEntry {
  readonly code: IndustryCode;
  readonly zh: string;
  readonly en?: string | undefined;
}

/** The full list of GB/T 4754-2017 as imported: knows every group and class in it by name. */
export interface IndustryRegistry {
  /** As `Industry.parse`, and the code must be in the list. Error besides: `industry.unlisted`. */
  readonly parse: (text: string) => IndustryCode | AppError;
  readonly entryOf: (code: IndustryCode) => IndustryEntry | undefined;
  readonly entries: readonly IndustryEntry[];
}

/**
 * Makes a registry of rows, or of CSV with a header: `code` (代码, 行业代码), `zh` (名称, 行业名称), optionally `en` (英文名称).
 * Errors: `csv.stray-quote`, `industry-list.unreadable`, and `industry-list.faulty` with one field error per row (pointer `/0` is the first).
 */
export function importIndustryList(source: string | readonly IndustryRow[]): IndustryRegistry | AppError {
  const rows = typeof source === 'string' ? rowsOfCsv(source) : source;
  if (rows instanceof AppError) return rows;
  if (rows.length === 0) return unreadable('it has no rows');
  const entries = new Map<string, IndustryEntry>();
  const hasGroups = rows.some((row) => /^\s*[A-Za-z]?\d{3}\s*$/.test(row.code));
  const errors = rows.flatMap((row, index) => addRow(entries, row, index));
  if (hasGroups) errors.push(...classesWithoutGroup(entries, rows));
  return errors.length === 0 ? registryOf(entries) : faulty(errors);
}

const maxErrors = 100;

const headers = {
  code: ['code', '代码', '行业代码', '类别代码'],
  zh: ['zh', 'name', '名称', '行业名称', '类别名称'],
  en: ['en', '英文', '英文名称'],
} as const;

function rowsOfCsv(text: string): readonly IndustryRow[] | AppError {
  const cells = parseCsv(text);
  if (cells instanceof AppError) return cells;
  const [header = [], ...lines] = cells;
  const columnOf = (names: readonly string[]): number =>
    header.findIndex((cell) => names.includes(cell.trim().toLowerCase()));
  const [code, zh, en] = [columnOf(headers.code), columnOf(headers.zh), columnOf(headers.en)];
  if (code < 0 || zh < 0) return unreadable('its first line must name the columns code (代码) and zh (名称)');
  return lines.map((line) => ({ code: line[code] ?? '', zh: line[zh] ?? '', en: line[en] }));
}

function addRow(entries: Map<string, IndustryEntry>, row: IndustryRow, index: number): readonly FieldError[] {
  const code = Industry.parse(row.code);
  if (code instanceof AppError) return [{ pointer: `/${index}`, code: code.code, detail: code.message }];
  const zh = row.zh.trim();
  if (zh === '') return [fault(index, 'industry-list.no-name', `${code} has no name`)];
  if (entries.has(code)) return [fault(index, 'industry-list.duplicate', `${code} is listed twice`)];
  const en = row.en?.trim();
  entries.set(code, en ? { code, zh, en } : { code, zh });
  return [];
}

/** A spreadsheet that drops leading zeros turns class 0111 into "111": then its neighbours lack their group. */
function classesWithoutGroup(
  entries: ReadonlyMap<string, IndustryEntry>,
  rows: readonly IndustryRow[],
): readonly FieldError[] {
  return rows.flatMap((row, index) => {
    const code = Industry.parseClass(row.code);
    if (code instanceof AppError || entries.has(code.slice(0, 3))) return [];
    return [
      fault(index, 'industry-list.no-group', `the group ${code.slice(0, 3)} of ${code} is not in the list`),
    ];
  });
}

function registryOf(entries: ReadonlyMap<string, IndustryEntry>): IndustryRegistry {
  return {
    parse(text) {
      const code = Industry.parse(text);
      return code instanceof AppError || code.length <= 2 || entries.has(code) ? code : unlisted(code);
    },
    entryOf: (code) => entries.get(code),
    entries: [...entries.values()],
  };
}

const fault = (index: number, code: string, detail: string): FieldError => ({
  pointer: `/${index}`,
  code,
  detail,
});

const unlisted = (code: IndustryCode): AppError =>
  new AppError(
    'industry.unlisted',
    'invalid',
    `${excerpt(code)} is not in the list of industries; look it up in GB/T 4754-2017`,
  );

const unreadable = (why: string): AppError =>
  new AppError('industry-list.unreadable', 'invalid', `the list of industries can't be read: ${why}`);

const faulty = (errors: readonly FieldError[]): AppError =>
  new AppError(
    'industry-list.faulty',
    'invalid',
    `${errors.length} rows of the list of industries are wrong; nothing was imported`,
    {
      errors: errors.slice(0, maxErrors),
    },
  );
