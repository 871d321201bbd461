import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { OpenTableWriter, TableWriter } from '../../usecases/tables/raw-table.ts';
import { byteOrderMark, csvText } from './csv.ts';
import { temporaryPath } from './received-files.ts';
import { checkCount, maxXlsxRows } from './table-limits.ts';
import { writeXlsx } from './xlsx.ts';

export const openTableWriter: OpenTableWriter = async (format, name, lines) => {
  if (format === 'csv') return csvWriter();
  checkCount(lines, maxXlsxRows);
  return xlsxWriter(name);
};

function csvWriter(): TableWriter {
  const path = temporaryPath();
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  file.write(byteOrderMark);
  return {
    write: async (rows) => {
      if (!file.write(csvText(rows))) await once(file, 'drain');
    },
    end: async () => {
      file.end();
      await finished(file);
      return path;
    },
  };
}

function xlsxWriter(name: string): TableWriter {
  const path = temporaryPath();
  const all: (readonly string[])[] = [];
  return {
    write: async (rows) => void all.push(...rows),
    end: async () => {
      await writeFile(path, await writeXlsx([{ name, rows: all }]), { mode: 0o600, flag: 'wx' });
      return path;
    },
  };
}
