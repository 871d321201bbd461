import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InputLine } from './input-line.ts';
import { openInput } from './open-input.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yuanqu-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: Buffer | string, park?: string): Promise<InputLine[]> {
  const file = join(folder, name);
  await writeFile(file, content);
  return Array.fromAsync((await openInput({ file, ...(park && { park }) })).lines);
}

const parsed = (json: string | Buffer = ''): unknown => JSON.parse(json.toString());

const chineseCsv =
  '更新编号,园区,房源,状态,统一社会信用代码,观测时间\nu1,software,A-101,已租,91350100M000100Y43,2026/11/3 8:05\nu2,software,A-102,空置,,2026-11-03T00:00:00Z\n';

test('a CSV from Excel in China (GB18030, Chinese headers, local times) becomes updates', async () => {
  const lines = await read('gb.csv', iconv.encode(chineseCsv, 'gb18030'));
  expect(lines.map(({ number, json }) => [number, parsed(json)])).toEqual([
    [
      2,
      {
        updateId: 'u1',
        park: 'software',
        unit: 'A-101',
        status: 'let',
        uscc: '91350100M000100Y43',
        observedAt: '2026-11-03T08:05:00+08:00',
      },
    ],
    [
      3,
      {
        updateId: 'u2',
        park: 'software',
        unit: 'A-102',
        status: 'vacant',
        observedAt: '2026-11-03T00:00:00Z',
      },
    ],
  ]);
});

test('the same CSV in UTF-8 with a byte order mark gives the same', async () => {
  const [first] = await read('utf8.csv', `\uFEFF${chineseCsv}`);
  expect(parsed(first?.json)).toMatchObject({ updateId: 'u1', status: 'let' });
});

test('the same CSV as Excel saves Unicode text (UTF-16) gives the same', async () => {
  const [first] = await read('utf16.csv', iconv.encode(chineseCsv, 'utf-16le', { addBOM: true }));
  expect(parsed(first?.json)).toMatchObject({ updateId: 'u1', status: 'let' });
});

test('a stray quotation mark spoils its own field only', async () => {
  const csv = 'unit,status,observedAt\nA"1,let,2026-11-03\nA-2,let,2026-11-03\n';
  const units = (await read('quote.csv', csv, 'software')).map(({ json }) => parsed(json));
  expect(units).toMatchObject([{ unit: 'A"1' }, { unit: 'A-2' }]);
});

test('a quotation mark without its partner is said with its line', async () => {
  const csv = 'unit,status,observedAt\nA-1,let,2026-11-03\n"A-2,let,2026-11-03\n';
  await expect(read('open.csv', csv, 'software')).rejects.toThrow(
    /第 \d 行.*at or before line \d has no partner/,
  );
});

test.each([
  ['504b030414000600', /XLSX.*save it as CSV/],
  ['1f8b0800', /gunzip/],
])('what begins with %s is refused with what to do instead', async (start, advice) => {
  await expect(read('other', Buffer.from(start, 'hex'))).rejects.toThrow(advice);
});

test('rows without an update id get one from their content, the same each time', async () => {
  const csv = 'unit,status,observedAt\nA-1,let,2026-11-03\nA-1,let,2026-11-04\n';
  const once = await read('noid.csv', csv, 'software');
  const again = await read('noid.csv', csv, 'software');
  const ids = once.map(({ json }) => (parsed(json) as { updateId: string }).updateId);
  expect(new Set(ids).size).toBe(2);
  expect(again.map(({ json }) => json)).toEqual(once.map(({ json }) => json));
});

test('a CSV whose header lacks a column is refused with its name and what to write', async () => {
  await expect(read('bad.csv', 'unit,status\nA,let\n')).rejects.toThrow(/no column for observedAt, park/);
});

test('NDJSON keeps its lines and their numbers, blank lines and a missing last line end included', async () => {
  const lines = await read('a.ndjson', '{"a":1}\n\n{"b":"房"}\r\n{"c":3}');
  expect(lines.map(({ number, json }) => [number, json])).toEqual([
    [1, '{"a":1}'],
    [3, '{"b":"房"}'],
    [4, '{"c":3}'],
  ]);
  expect(lines.at(-1)?.bytesRead).toBe(Buffer.byteLength('{"a":1}\n\n{"b":"房"}\r\n{"c":3}'));
});

test('a row that is too short is sent for the server to reject, even the first, and kept as it stands', async () => {
  const csv = '编号,园区,房源,状态,观测时间\nr1,software,A-1\n,,,,\nr2,software,A-2,装修中,2026-11-03\n';
  const lines = await read('short.csv', csv);
  expect(lines.map(({ number, json }) => [number, parsed(json)])).toMatchObject([
    [2, { updateId: 'r1', unit: 'A-1', status: '', observedAt: '' }],
    [4, { updateId: 'r2', unit: 'A-2', status: 'under-works' }],
  ]);
  expect(lines[1]?.row).toEqual({
    编号: 'r2',
    园区: 'software',
    房源: 'A-2',
    状态: '装修中',
    观测时间: '2026-11-03',
  });
});

test('a header with two columns for the same thing is refused', async () => {
  await expect(
    read('twice.csv', 'unit,status,状态,observedAt\nA,let,let,2026-11-03\n', 'software'),
  ).rejects.toThrow(/two columns for status/);
});

test('one spoilt line of UTF-8 goes up as it is, and leaves the others readable', async () => {
  const spoilt = Buffer.concat([Buffer.from('{"unit":"'), Buffer.from([0xe6, 0x88]), Buffer.from('"}\n')]);
  const file = Buffer.concat([
    Buffer.from('{"unit":"楼栋一的房源甲乙丙丁"}\n'),
    spoilt,
    Buffer.from('[1]\nnull\n'),
  ]);
  const lines = await read('spoilt.ndjson', file, 'software');
  expect(parsed(lines[0]?.json)).toEqual({ park: 'software', unit: '楼栋一的房源甲乙丙丁' });
  expect(lines[1]?.json).toEqual(spoilt.subarray(0, -1));
  expect(lines.slice(2).map(({ json }) => json)).toEqual(['[1]', 'null']);
});

test.each([
  ['nothing-there.csv', /no such file/],
  ['.', /that is a folder/],
])('%s is refused in words', async (name, words) => {
  await expect(openInput({ file: join(folder, name) })).rejects.toThrow(words);
});
