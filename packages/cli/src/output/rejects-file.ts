import { createWriteStream, type WriteStream } from 'node:fs';
import type { Rejection } from '../connection/send-lines.ts';

export interface RejectsFile {
  readonly write: (rejection: Rejection) => void;
  /** The path when something was rejected. */
  readonly close: () => Promise<string | undefined>;
}

/** Writes what was rejected, with line number and reason, as CSV; the file is made with its first row. */
export function openRejectsFile(path: string): RejectsFile {
  let stream: WriteStream | undefined;
  return {
    write: ({ line, code, detail }) => {
      if (!stream) {
        stream = createWriteStream(path);
        stream.write('\uFEFFline,code,reason,content\n');
      }
      stream.write(`${[String(line.number), code, detail, line.json].map(cell).join(',')}\n`);
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
