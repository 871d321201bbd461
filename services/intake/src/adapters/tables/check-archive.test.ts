import { deflateRawSync } from 'node:zlib';
import { AppError } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { checkArchive } from './check-archive.ts';

/** A ZIP archive of one entry that claims to hold a hundred bytes. */
function archiveOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(100, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

const codeOf = (archive: Buffer): unknown => {
  try {
    checkArchive(archive);
    return undefined;
  } catch (error) {
    return error instanceof AppError && error.code;
  }
};

describe('checkArchive', () => {
  it('lets a small sheet pass', () => {
    expect(codeOf(archiveOf('xl/worksheets/sheet1.xml', Buffer.from('<c r="AB99999"/>')))).toBeUndefined();
  });

  it('refuses an archive that unpacks to more than it says', () => {
    expect(codeOf(archiveOf('xl/styles.xml', Buffer.alloc(65 * 1024 * 1024)))).toBe('table.too-large');
  });

  it.each(['<c r="XFD1"/>', '<row r="1048576">', '<dimension ref="A1:B1048576"/>'])(
    'refuses %s, for which the reader would make millions of cells',
    (xml) => {
      expect(codeOf(archiveOf('xl/worksheets/sheet1.xml', Buffer.from(xml)))).toBe('table.too-large');
    },
  );

  it('refuses what is no archive', () => {
    expect(codeOf(Buffer.from('PK\u0003\u0004 nothing more'))).toBe('table.malformed');
  });
});
