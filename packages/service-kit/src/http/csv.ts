/** A value of a table. */
export type Cell = string | number | undefined;

/** What a file of UTF-8 begins with so that spreadsheets read its Chinese. */
export const byteOrderMark = '\uFEFF';

/** A line of CSV (RFC 4180), with its end. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`;

function cellOf(value: Cell): string {
  if (value === undefined) return '';
  // A number is no formula, though it may begin with a minus.
  if (typeof value === 'number') return String(value);
  const text = neutralised(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet runs what begins with one of these; behind an apostrophe it is text (OWASP, CSV injection). */
const neutralised = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** The headers of a file to be saved under this name; with a language where it can be had in another one. */
export const csvHeaders = (fileName: string, language?: string): Readonly<Record<string, string>> => ({
  ...(language !== undefined && { 'content-language': language, vary: 'accept-language' }),
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${fileName}"`,
});
