import type { App, Resource, RoutePlugin } from '@yuanqu/service-kit';
import { MonthText } from '@yuanqu/events';
import { Type } from 'typebox';
import type { Column, TableKind } from '../domain/tables/table.ts';
import type { ExportTable } from '../usecases/tables/export-table.ts';
import type { ImportReport, ImportTable } from '../usecases/tables/import-table.ts';
import {
  type ForgetFile,
  type OpenTableWriter,
  type ReadTable,
  type ReceiveFile,
  tableFormats,
  type WriteTable,
} from '../usecases/tables/raw-table.ts';
import { errorLines, templateSheets } from '../usecases/tables/template-sheets.ts';
import { parksOf } from './reading.ts';
import {
  formatOf,
  mediaTypes,
  readOnce,
  receivedOf,
  sendFile,
  takeTables,
  wantedFormat,
} from './table-files.ts';
import { toWire } from './to-wire.ts';

export interface TableRoute {
  readonly kind: TableKind;
  /** Whose readers and writers may have it. */
  readonly resource: Resource;
  readonly zh: string;
  readonly columns: readonly Column[];
  readonly importTable: ImportTable;
  /** Without one the kind is entered only. */
  readonly exportTable?: ExportTable;
}

export interface TableRoutesOptions {
  readonly tables: readonly TableRoute[];
  readonly readTable: ReadTable;
  readonly writeTable: WriteTable;
  readonly receiveFile: ReceiveFile;
  readonly forgetFile: ForgetFile;
  readonly openTableWriter: OpenTableWriter;
}

/** `GET /templates/{kind}.{format}`, `POST /imports/{kind}`, `GET /exports/{kind}.{format}`: CSV or XLSX. */
export const tableRoutes =
  (options: TableRoutesOptions): RoutePlugin =>
  async (parent: App) => {
    // A scope of its own: nobody else's routes shall take files.
    await parent.register(async (app: App) => {
      takeTables(app, options.receiveFile, options.forgetFile);
      for (const table of options.tables) {
        givenOut(app, table, options);
        takenIn(app, table, options);
      }
    });
  };

function givenOut(
  app: App,
  { kind, resource, columns, zh, exportTable }: TableRoute,
  { writeTable }: TableRoutesOptions,
): void {
  const config = { access: { resource, action: 'read' as const } };
  app.get(`/templates/${kind}.:format`, { schema: templateSchema(kind), config }, async ({ params }, reply) =>
    sendFile(
      reply,
      params.format,
      kind,
      await writeTable(params.format, templateSheets({ zh, columns }, params.format)),
    ),
  );
  if (exportTable)
    app.get(
      `/exports/${kind}.:format`,
      { schema: exportSchema(kind), config },
      async ({ params, query, grant }, reply) =>
        sendFile(
          reply,
          params.format,
          kind,
          await writeTable(params.format, [await exportTable(parksOf(grant), query)]),
        ),
    );
}

function takenIn(
  app: App,
  { kind, resource, zh, importTable }: TableRoute,
  { readTable, openTableWriter, forgetFile }: TableRoutesOptions,
): void {
  app.post(
    `/imports/${kind}`,
    { schema: importSchema(kind), config: { access: { resource, action: 'write' } } },
    async ({ body, headers, query, grant, principal, context }, reply) => {
      const run = { dryRun: query.dryRun, scope: parksOf(grant), by: principal.subject, context };
      const raw = await readTable(formatOf(headers['content-type']), receivedOf(body));
      const wanted = wantedFormat(headers.accept);
      if (!wanted) return answerOf(kind, query.dryRun, raw.count, await importTable(raw, run));
      const { heading, lines } = errorLines(raw);
      const writer = await openTableWriter(wanted, zh, raw.count);
      await writer.write([heading]);
      await importTable(raw, run, (rows, errors) => writer.write(lines(rows, errors)));
      return sendFile(reply, wanted, `${kind}-errors`, readOnce(await writer.end(), forgetFile));
    },
  );
}

const answerOf = (kind: TableKind, dryRun: boolean, rows: number, report: ImportReport) =>
  toWire({ kind, dryRun, rows, ...report });

const tags = ['tables'];
const FileParams = Type.Object({ format: Type.Enum([...tableFormats]) });

/** A table as a file; it is sent as it was written. */
const aTable = {
  description: 'The file, to be saved under the name that Content-Disposition gives',
  content: {
    [mediaTypes.csv]: { schema: Type.String({ description: 'UTF-8 with a byte order mark' }) },
    [mediaTypes.xlsx]: { schema: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }) },
  },
};

const templateSchema = (kind: TableKind) => ({
  tags,
  summary: `An empty table for ${kind} with its Chinese headings explained`,
  params: FileParams,
  response: { 200: aTable },
});

const exportSchema = (kind: TableKind) => ({
  tags,
  summary: `All ${kind} within the caller's scope, as an import reads them`,
  params: FileParams,
  querystring: Type.Object({
    month: Type.Optional(
      Type.Unsafe<string>({
        ...MonthText,
        description: 'Of figures: the month, or else the last that is over',
      }),
    ),
  }),
  response: { 200: aTable },
});

const importSchema = (kind: TableKind) => ({
  tags,
  summary: `Enter ${kind} from CSV or XLSX; with "Accept: text/csv" (or XLSX) the answer is the table with a column 错误`,
  consumes: Object.values(mediaTypes),
  querystring: Type.Object({
    dryRun: Type.Boolean({ default: false, description: 'Judge only, write nothing' }),
  }),
  response: {
    200: Type.Object({
      kind: Type.String(),
      dryRun: Type.Boolean(),
      rows: Type.Integer(),
      created: Type.Integer(),
      changed: Type.Integer(),
      unchanged: Type.Integer(),
      rejected: Type.Integer({ description: 'Lines that were left out' }),
      errors: Type.Array(
        Type.Object({
          line: Type.Integer(),
          column: Type.Optional(Type.String()),
          code: Type.String(),
          detail: Type.String(),
        }),
      ),
      errorsLeftOut: Type.Integer(),
    }),
  },
});
