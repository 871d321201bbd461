import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openInput } from '../input/open-input.ts';
import { openRejectsFile } from './rejects-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yuanqu-rejects-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('can be mended and sent again; the one before is kept', async () => {
  const path = join(folder, 'a.csv.rejected.csv');
  await writeFile(path, 'of an earlier run');
  const rejects = openRejectsFile(path);
  const row = { 房源: 'A-1', 状态: '=飞走', 观测时间: '2026-11-03' };
  rejects.write({ line: { number: 7, json: '{}', row, bytesRead: 0 }, code: 'c', detail: 'why, "so"' });
  expect(await rejects.close()).toBe(path);
  expect(await readFile(`${path}.old`, 'utf8')).toBe('of an earlier run');
  const { lines } = await openInput({ file: path, park: 'software' });
  const [again] = await Array.fromAsync(lines);
  expect(again).toMatchObject({ number: 2, row: { line: '7', code: 'c', reason: 'why, "so"', 房源: 'A-1' } });
});

it('is not made when nothing was rejected', async () => {
  const path = join(folder, 'b.rejected.csv');
  expect(await openRejectsFile(path).close()).toBeUndefined();
  expect(existsSync(path)).toBe(false);
});
