import { createWriteStream, existsSync, renameSync, type WriteStream } from 'node:fs';
import type { Rejection } from '../connection/send-lines.ts';

export interface RejectsFile {
  readonly write: (rejection: Rejection) => void;
  /** The path when something was rejected. */
  readonly close: () => Promise<string | undefined>;
}

/**
 * Writes what was rejected, with line number, code and reason before the row as it stood in the input, as CSV: rows of a CSV
 * can be mended there and sent again. The file is made with its first row; one of an earlier run is
 * kept as `PATH.old`.
 */
export function openRejectsFile(path: string): RejectsFile {
  if (existsSync(path)) renameSync(path, `${path}.old`);
  let stream: WriteStream | undefined;
  return {
    write: ({ line, code, detail }) => {
      const row = line.row ?? { content: line.json.toString() };
      if (!stream) {
        stream = createWriteStream(path);
        stream.write(`\uFEFFline,code,reason,${Object.keys(row).map(cell).join(',')}\n`);
      }
      stream.write(`${[String(line.number), code, detail, ...Object.values(row)].map(cell).join(',')}\n`);
    },
    close: async () => {
      if (!stream) return undefined;
      await new Promise<void>((resolve) => stream?.end(resolve));
      return path;
    },
  };
}

// A cell that starts like a formula would be run by a spreadsheet.
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
