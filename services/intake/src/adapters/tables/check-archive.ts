import { inflateRawSync } from 'node:zlib';
import { AppError } from '@yuanqu/domain';
import { tooLarge } from './table-limits.ts';

const maxUnpackedBytes = 64 * 1024 * 1024;

/**
 * Unpacks a ZIP archive for its size alone, within a bound, before the reader of workbooks is let at it: that one takes
 * the archive's word for sizes, and makes as many cells as the outermost reference asks for.
 */
export function checkArchive(bytes: Buffer): void {
  let left = maxUnpackedBytes;
  try {
    for (const { name, packed, method } of entriesOf(bytes)) {
      const unpacked = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: left });
      left -= unpacked.length;
      if (left <= 0) throw tooLarge('64 MB');
      if (name.startsWith('xl/worksheets/') && farCell.test(unpacked.toString('latin1')))
        throw tooLarge('100,000 行 × 702 列 rows × columns');
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('64 MB');
    throw new AppError(
      'table.malformed',
      'invalid',
      '不是有效的 XLSX 文件。 Not a valid XLSX file.',
      {},
      error,
    );
  }
}

/** A reference to row 100,000 and beyond, or to a column of three letters. */
const farCell = /\s(?:r|ref)\s*=\s*["'][A-Z$:\d]*(?:[A-Z]{3}|\d{6})/i;

/** The entries of the central directory: APPNOTE.TXT 4.3.12 and 4.3.16. */
function* entriesOf(bytes: Buffer) {
  const end = bytes.lastIndexOf(Buffer.of(0x50, 0x4b, 5, 6));
  if (end < 0) throw new RangeError('no end of central directory');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = 0; entry < count; entry += 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new RangeError('no entry where one should be');
    const method = bytes.readUInt16LE(at + 10);
    const packedLength = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const name = bytes.toString('latin1', at + 46, at + 46 + nameLength);
    yield { name, method, packed: bytes.subarray(data, data + packedLength) };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}
