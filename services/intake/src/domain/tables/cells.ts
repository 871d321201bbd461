import { AppError, Area, formatInstant, parseInstant, Uscc } from '@yuanqu/domain';
import type { Cells, Column, Fault } from './table.ts';

/** Reads the cells of one line and collects what is wrong with them. */
export interface CellReader<Field extends string> {
  readonly faults: readonly Fault<Field>[];
  readonly text: (field: Field, maxLength: number) => string | undefined;
  /** As the value's own parser reads it. */
  readonly parsed: <T>(field: Field, parse: (text: string) => T | AppError) => T | undefined;
}

export function cellReader<Field extends string>(
  cells: Cells<Field>,
  columns: readonly Column<Field>[],
): CellReader<Field> {
  const faults: Fault<Field>[] = columns
    .filter(({ field, required }) => required && cells[field] === undefined)
    .map(({ field, zh, en }) => ({
      field,
      code: 'table.missing-value',
      detail: `缺少“${zh}”。 The cell of ${zh} (${en}) is empty.`,
    }));
  const parsed = <T>(field: Field, parse: (text: string) => T | AppError): T | undefined => {
    const text = cells[field];
    if (text === undefined) return undefined;
    const value = parse(text);
    if (!(value instanceof AppError)) return value;
    faults.push({ field, code: value.code, detail: value.message });
    return undefined;
  };
  return { faults, parsed, text: (field, maxLength) => parsed(field, (text) => textOf(text, maxLength)) };
}

const textOf = (text: string, maxLength: number): string | AppError =>
  text.length <= maxLength && !text.includes('\0')
    ? text
    : new AppError(
        'table.text-too-long',
        'invalid',
        `至多 ${maxLength} 个字符。 At most ${maxLength} characters.`,
      );

/** A positive area in m². */
export function areaCell(text: string): number | AppError {
  const area = Area.parse(text);
  if (area instanceof AppError) return area;
  return area.hundredths > 0
    ? area.m2
    : new AppError('area.out-of-range', 'invalid', '面积须大于零。 The area must be more than nothing.');
}

export const usccCell = (text: string): Uscc | AppError => Uscc.parse(text);

/** A whole number between the bounds. */
export const integerCell =
  (min: number, max: number) =>
  (text: string): number | AppError => {
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max
      ? value
      : new AppError(
          'table.not-a-whole-number',
          'invalid',
          `须为 ${min} 至 ${max} 的整数。 Must be a whole number from ${min} to ${max}.`,
        );
  };

/** A day (its start in China) or an instant with its offset. */
export function timeCell(text: string): Date | AppError {
  const [, year = '', month = '', day = ''] = dayPattern.exec(text) ?? [];
  const instant =
    year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00:00+08:00`;
  const instantMs = parseInstant(instant);
  return instantMs instanceof AppError
    ? new AppError(
        'table.not-a-day',
        'invalid',
        '须为日期，如 2026-11-03。 Must be a day such as 2026-11-03, or an instant with its offset.',
      )
    : new Date(instantMs);
}

const dayPattern = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/** What `timeCell` reads: a day where it is the start of one. */
export function timeText(instant: Date): string {
  const inChina = formatInstant(instant.getTime() + 8 * 3_600_000);
  return inChina.endsWith('T00:00:00.000Z') ? inChina.slice(0, 10) : formatInstant(instant);
}

/** 万元 (10,000 yuan) as fen. */
export function wanCell(text: string): bigint | AppError {
  const [, whole, fraction = ''] = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.replaceAll(',', '')) ?? [];
  return whole === undefined
    ? new AppError(
        'table.not-an-amount',
        'invalid',
        '须为以万元计的金额，如 1234.56。 Must be an amount in 10,000 yuan such as 1234.56.',
      )
    : BigInt(whole + fraction.padEnd(6, '0'));
}

/** What `wanCell` reads. */
export const wanText = (fen: bigint): string =>
  fen
    .toString()
    .padStart(7, '0')
    .replace(/(\d{6})$/, '.$1')
    .replace(/\.?0+$/, '');
