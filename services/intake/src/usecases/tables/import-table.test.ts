import { describe, expect, it } from 'vitest';
import type { TableOf } from '../../domain/tables/table.ts';
import { makeImportTable } from './import-table.ts';
import type { RawRow } from './raw-table.ts';

interface Word {
  readonly word: string;
}

const words: TableOf<'word', Word> = {
  kind: 'units',
  zh: '词',
  oneOf: { zh: '同一个词', en: 'the same word' },
  columns: [{ field: 'word', zh: '词', en: 'word', required: true, explain: '' }],
  read: ({ word = '' }) =>
    word.startsWith('!') ? [{ field: 'word', code: 'test.bad', detail: '坏' }] : { word },
  keyOf: ({ word }) => word,
  write: ({ word }) => ({ word }),
};
const run = { dryRun: false, scope: '*', by: 'somebody', context: {} } as const;
const ports = {
  transaction: (work: (tx: never) => Promise<never>) => work({} as never),
  clock: () => new Date(0),
};

describe('an import', () => {
  it('holds one chunk of a hundred thousand lines at a time, and hands each on before it reads the next', async () => {
    let read = 0;
    let entered = 0;
    let judged = 0;
    let held = 0;
    async function* rows(): AsyncGenerator<readonly RawRow[]> {
      for (read = 1; read <= 100_000; read += 1) {
        held = Math.max(held, read - judged);
        yield [{ line: read + 1, cells: [`word ${read}`] }];
      }
    }
    const importWords = makeImportTable(ports as never, words, async (_tx, some) => {
      entered += some.length;
      return some.map(() => 'created' as const);
    });
    const report = await importWords({ header: ['词'], count: 100_000, rows }, run, async (some) => {
      judged += some.length;
      expect(entered).toBe(judged);
    });
    expect(report).toMatchObject({ created: 100_000, rejected: 0, errors: [], errorsLeftOut: 0 });
    expect(held).toBeLessThanOrEqual(500);
  });

  it('takes a line for said twice only when the one before was entered', async () => {
    let times = 0;
    const importWords = makeImportTable(ports as never, words, async (_tx, some) =>
      some.map(({ word }) => {
        times += word === 'third time' ? 1 : 0;
        return word === 'third time' && times < 3
          ? { code: 'test.not-yet', detail: '尚未' }
          : ('created' as const);
      }),
    );
    const said = ['once', 'third time', 'third time', 'once', '! wrong', 'third time', 'third time'];
    async function* rows(): AsyncGenerator<readonly RawRow[]> {
      yield said.map((word, at) => ({ line: at + 2, cells: [word] }));
    }
    const { errors, created } = await importWords({ header: ['词'], count: said.length, rows }, run);
    expect(errors.map(({ line, code }) => [line, code])).toEqual([
      [3, 'test.not-yet'],
      [4, 'test.not-yet'],
      [5, 'table.line-twice'],
      [6, 'test.bad'],
      [8, 'table.line-twice'],
    ]);
    expect(errors.at(-1)?.detail).toContain('第 7 行');
    expect(errors[2]?.detail).toContain('同一个词');
    expect(created).toBe(2);
  });

  it('tells the first thousand errors in the order of their lines, and counts the others', async () => {
    async function* rows(): AsyncGenerator<readonly RawRow[]> {
      for (let line = 2; line < 3_002; line += 1)
        yield [{ line, cells: [line % 2 === 0 ? `! ${line}` : line % 3 === 0 ? 'again' : `word ${line}`] }];
    }
    const importWords = makeImportTable(ports as never, words, async (_tx, some) =>
      some.map(({ word }) =>
        word.endsWith('7') ? { code: 'test.seven', detail: '七' } : ('created' as const),
      ),
    );
    const { errors, errorsLeftOut, rejected, created } = await importWords(
      { header: ['词'], count: 3_000, rows },
      run,
    );
    const lines = errors.map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((one, other) => one - other));
    expect(new Set(errors.map(({ code }) => code))).toEqual(
      new Set(['test.bad', 'table.line-twice', 'test.seven']),
    );
    expect(errors).toHaveLength(1_000);
    expect(errors.length + errorsLeftOut).toBe(rejected);
    expect(rejected + created).toBe(3_000);
  });
});
