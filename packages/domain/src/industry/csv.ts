import { AppError } from '../app-error.ts';

// A quoted cell, with "" for a quote, or a bare one; then what ends it.
const cell = /(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n|\n|\r|$)/y;

/**
 * The cells of comma-separated text (RFC 4180), without blank lines; a byte order mark is skipped.
 * Error: `csv.stray-quote`, with the line.
 */
export function parseCsv(text: string): readonly (readonly string[])[] | AppError {
  const rows: string[][] = [];
  let row: string[] = [];
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    cell.lastIndex = position;
    const match = cell.exec(text);
    if (!match) return strayQuote(text, position);
    const [all, quoted, bare = '', end] = match;
    position += all.length;
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.some((value) => value !== '')) rows.push(row);
    if (end === '') return rows;
    row = [];
  }
}

function strayQuote(text: string, position: number): AppError {
  const line = text.slice(0, position).split(/\r\n|\n|\r/).length;
  return new AppError(
    'csv.stray-quote',
    'invalid',
    `line ${line} has a quote that is not closed or stands within a bare cell; put the cell in quotes and double those in it`,
    { line },
  );
}
