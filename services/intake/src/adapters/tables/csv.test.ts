import { createReadStream } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { csvText, readCsv } from './csv.ts';
import { forgetFile, receiveFile, temporaryPath } from './received-files.ts';
import { openTableWriter } from './table-writer.ts';

const paths: string[] = [];
afterEach(async () => {
  for (const path of paths.splice(0)) await rm(path, { force: true });
});
const fileOf = async (content: string | Buffer): Promise<string> => {
  const path = temporaryPath();
  paths.push(path);
  await writeFile(path, content);
  return path;
};
const rowsOf = async (path: string) => (await Array.fromAsync((await readCsv(path)).rows())).flat();

describe('a CSV file', () => {
  it('is read line by line as often as is asked, without blank lines and remarks', async () => {
    const table = await readCsv(await fileOf('\uFEFFa,b\r\n\r\n# remark,\r\n1,"x\ny"\r\n,\r\n2,\'=z\r\n'));
    expect(table).toMatchObject({ header: ['a', 'b'], count: 2 });
    for (let time = 0; time < 2; time += 1)
      expect((await Array.fromAsync(table.rows())).flat()).toEqual([
        { line: 5, cells: ['1', 'x\ny'] },
        { line: 7, cells: ['2', '=z'] },
      ]);
  });

  it('may be in GB18030 whose characters lie across the pieces in which it is read', async () => {
    const character = Buffer.from([0xb0, 0xec]);
    const line = Buffer.concat([
      Buffer.from('x'),
      ...Array.from({ length: 999 }, () => character),
      Buffer.from('\n'),
    ]);
    const rows = await rowsOf(await fileOf(Buffer.concat(Array.from({ length: 101 }, () => line))));
    expect(rows).toHaveLength(100);
    expect(new Set(rows.map(({ cells }) => cells[0]))).toEqual(new Set([`x${'办'.repeat(999)}`]));
  });

  it.each([
    ['table.empty', '\n\n'],
    ['table.malformed', `a\n${'1\n'.repeat(5_000)}"2\n`],
    ['table.bad-encoding', Buffer.from([0x61, 0xff, 0xff])],
    ['table.too-large', `a\n${'1,'.repeat(60)}\n`],
    ['table.too-large', `a\n${'1'.repeat(2_001)}\n`],
  ])('is refused with %s before any of it is entered', async (code, content) => {
    await expect(readCsv(await fileOf(content))).rejects.toMatchObject({ code });
  });

  it('is received up to its limit, and nothing is left of what is larger', async () => {
    const received = await receiveFile('csv', Readable.from([Buffer.from('a\n'), Buffer.from('1\n')]));
    paths.push(received.path);
    expect(await readFile(received.path, 'utf8')).toBe('a\n1\n');
    await forgetFile(received.path);
    await expect(readFile(received.path)).rejects.toMatchObject({ code: 'ENOENT' });
    const mb = Buffer.alloc(1024 * 1024);
    await expect(
      receiveFile('xlsx', Readable.from(Array.from({ length: 9 }, () => mb))),
    ).rejects.toMatchObject({ code: 'request.too-large' });
  });

  it('comes out of a writer as it went in', async () => {
    const writer = await openTableWriter('csv', '表', 3);
    const rows = [
      ['a', 'b'],
      ['1', '"'],
      ['=2', 'x,y'],
    ];
    for (const row of rows) await writer.write([row]);
    const path = await writer.end();
    paths.push(path);
    const text = await new Response(Readable.toWeb(createReadStream(path)) as ReadableStream).text();
    expect(text).toBe(csvText(rows));
    expect((await rowsOf(path)).map(({ cells }) => cells)).toEqual(rows.slice(1));
  });
});
