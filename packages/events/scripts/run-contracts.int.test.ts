import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type, type TSchema } from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineEvent } from '../src/envelope.ts';
import { contractFiles } from './contract-files.ts';
import { runContracts } from './run-contracts.ts';

const type = 'cn.yuanqu.intake.park.measured.v1';
const file = `${type}.json`;
const measured = (fields: Record<string, TSchema>) =>
  contractFiles([defineEvent({ type, summary: { zh: '测量', en: 'Measured' }, data: Type.Object(fields) })]);

const park = Type.String();
const committed = measured({ park });
const grown = measured({ park, areaM2: Type.Optional(Type.Number()) });
const broken = measured({ name: Type.String({ minLength: 1 }) });

describe('npm run contracts', () => {
  let folder: string;
  const run = (mode: 'write' | 'check', files: ReadonlyMap<string, string>) =>
    runContracts({ folder: join(folder, 'contracts'), mode, files });
  const read = (name: string) => readFile(join(folder, 'contracts', name), 'utf8');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yuanqu-contracts-'));
    await run('write', committed);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes the AsyncAPI document and a contract for each event, which then pass the check', async () => {
    expect((await readdir(join(folder, 'contracts'))).sort()).toEqual(['asyncapi.json', file]);
    expect(JSON.parse(await read(file))).toMatchObject({
      'x-topic': 'yuanqu.intake.park',
      'x-partitions': 3,
    });
    expect(await run('check', committed)).toMatchObject({ ok: true });
  });

  it('writes a contract that has grown, but its check asks for that first and writes nothing', async () => {
    const check = await run('check', grown);
    expect(check).toMatchObject({
      ok: false,
      lines: [expect.stringContaining('npm run contracts'), `  asyncapi.json`, `  ${file}`],
    });
    expect(await read(file)).toBe(committed.get(file));
    expect(await run('write', grown)).toMatchObject({ ok: true });
    expect(await read(file)).toBe(grown.get(file));
  });

  it.each(['write', 'check'] as const)(
    'refuses a break in mode %s and leaves the files alone',
    async (mode) => {
      const report = await run(mode, broken);
      expect(report.ok).toBe(false);
      expect(report.lines.join('\n')).toContain(`${type}: data.park was removed. Put it back, or publish`);
      expect(report.lines.join('\n')).toContain('data.name is new and required');
      expect(await read(file)).toBe(committed.get(file));
    },
  );

  it('refuses that an event disappears', async () => {
    const files = new Map([...committed].filter(([name]) => name !== file));
    expect((await run('write', files)).lines.join('\n')).toContain(`${type} has gone from the catalogue`);
    expect(await read(file)).toBe(committed.get(file));
  });

  it('refuses an AsyncAPI document that its own parser does not take', async () => {
    const files = new Map(committed).set(
      'asyncapi.json',
      '{"asyncapi":"3.0.0","info":{"title":"no version"}}',
    );
    expect(await run('write', files)).toMatchObject({
      ok: false,
      lines: [expect.any(String), expect.stringContaining('/info')],
    });
  });

  it('says which committed file cannot be read', async () => {
    await writeFile(join(folder, 'contracts', file), '<<<<<<< ours');
    await expect(run('write', committed)).rejects.toThrow(`contracts/${file} is not JSON`);
  });
});
