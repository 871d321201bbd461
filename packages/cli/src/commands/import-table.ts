import { readFile, writeFile } from 'node:fs/promises';
import { type Login, logIn } from '../connection/log-in.ts';
import { Refused } from '../connection/session.ts';
import { sizeOf } from '../input/size-of.ts';

export interface ImportOptions extends Login {
  readonly kind: string;
  readonly file: string;
  readonly dryRun: boolean;
  /** Where the table goes with a column that says what is wrong; FILE.errors.csv or .xlsx unless told. */
  readonly errors?: string;
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const shown = 20;

/**
 * `yuanqu import`: enters set-up data from a CSV or XLSX table, or judges it only. Resolves to the exit code: 0, 1 when lines
 * were left out (then the whole table is written once more with a column 错误), 2 when the platform takes no such tables.
 */
export async function importTable(options: ImportOptions): Promise<number> {
  await sizeOf(options.file);
  const kinds = await kindsAt(options.url);
  if (!kinds.includes(options.kind)) {
    process.stderr.write(
      `没有表格类型 There is no kind of table ${options.kind}；可选 choose one of: ${kinds.join(', ')}\n`,
    );
    return 2;
  }
  const bytes = await readFile(options.file);
  const type = options.file.toLowerCase().endsWith('.xlsx') ? xlsx : 'text/csv';
  const post = poster(options, await logIn(options), bytes, type);
  const report = (await (await post('application/json', options.dryRun)).json()) as Report;
  const { rows, created, changed, unchanged, rejected, errors } = report;
  process.stderr.write(
    `${options.dryRun ? '试运行 Dry run: ' : ''}${rows} 行 lines  新增 created ${created}  变更 changed ${changed}  ` +
      `未变 unchanged ${unchanged}  未录入 left out ${rejected}\n`,
  );
  for (const { line, column, detail } of errors.slice(0, shown))
    process.stderr.write(
      `  第 ${line} 行 line ${line}${column === undefined ? '' : `, ${column}`}: ${detail}\n`,
    );
  if (errors.length > shown) process.stderr.write(`  … ${errors.length - shown}\n`);
  if (rejected === 0) return 0;
  const path = options.errors ?? `${options.file}.errors.${type === xlsx ? 'xlsx' : 'csv'}`;
  // Judged only: what was in order is entered already, and nothing may be entered by asking for the file.
  await writeFile(path, Buffer.from(await (await post(type, true)).arrayBuffer()));
  process.stderr.write(`错误文件 Table with errors: ${path}\n`);
  return 1;
}

/** The kinds of tables that the platform takes, as its description of itself says. */
async function kindsAt(url: string): Promise<readonly string[]> {
  const response = await fetch(new URL('/api/intake/v1/openapi.json', url), {
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`${url} does not say which tables it takes (${response.status})`);
  const { paths } = (await response.json()) as { readonly paths: Readonly<Record<string, unknown>> };
  return Object.keys(paths).flatMap((path) => /\/imports\/([a-z-]+)$/.exec(path)?.[1] ?? []);
}

interface Report {
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly errors: readonly { readonly line: number; readonly column?: string; readonly detail: string }[];
}

const poster =
  ({ url, kind }: ImportOptions, token: string, body: Buffer, type: string) =>
  async (accept: string, dryRun: boolean): Promise<Response> => {
    const target = new URL(`/api/intake/v1/imports/${kind}?dryRun=${dryRun}`, url);
    const headers = { authorization: `Bearer ${token}`, 'content-type': type, accept };
    const response = await fetch(target, { method: 'POST', headers, body: new Uint8Array(body) });
    if (response.ok) return response;
    const { detail, code } = (await response.json().catch(() => ({}))) as { detail?: string; code?: string };
    const message = `${detail ?? 'the server refused the table'} (${response.status} ${code ?? ''})`;
    throw [401, 403].includes(response.status) ? new Refused(message) : new Error(message);
  };
