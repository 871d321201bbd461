import { byteOrderMark, type Cell, csvLine } from '@yuanqu/service-kit';

/** A table as CSV that Excel opens with its Chinese: UTF-8 with a byte order mark. */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  byteOrderMark + rows.map(csvLine).join('');
