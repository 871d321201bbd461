import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { importTable } from './import-table.ts';

const paths = {
  '/api/intake/v1/imports/units': {},
  '/api/intake/v1/imports/figure-corrections': {},
  '/api/intake/v1/parks': {},
};

/** The command against a platform that takes these tables and finds a fault in line 3. */
async function imported(kind: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push(`${request.method} ${url}`);
    if (url.includes('/openapi.json')) return response.end(JSON.stringify({ paths }));
    if (url.includes('/login')) return response.end('{"access_token":"token"}');
    if (request.headers.accept === 'text/csv') return response.end('the table with 错误');
    const errors = [{ line: 3, column: '月份', detail: '须为月份' }];
    return response.end(
      JSON.stringify({ rows: 2, created: 1, changed: 0, unchanged: 0, rejected: 1, errors }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'yuanqu-import-'));
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  onTestFinished(async () => {
    spy.mockRestore();
    server.close();
    await rm(folder, { recursive: true });
  });
  const file = join(folder, 'table.csv');
  await writeFile(file, '月份\n2026-10\nx\n');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const code = await importTable({ url, username: 'assessor', password: 'p', kind, file, dryRun: false });
  return { code, said: written.join(''), asked, file };
}

it('enters whatever tables the platform says it takes, and writes what was left out with its faults', async () => {
  const { code, said, asked, file } = await imported('figure-corrections');
  expect(code).toBe(1);
  expect(asked).toContain('POST /api/intake/v1/imports/figure-corrections?dryRun=false');
  expect(said).toContain('第 3 行 line 3, 月份: 须为月份');
  expect(await readFile(`${file}.errors.csv`, 'utf8')).toBe('the table with 错误');
});

it('names the tables that there are for one that is not, and sends nothing', async () => {
  const { code, said, asked } = await imported('figuers');
  expect(code).toBe(2);
  expect(said).toContain('units, figure-corrections');
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([]);
});
