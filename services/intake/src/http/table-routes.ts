import { AppError } from '@yuanqu/domain';
import type { App, Resource, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { Column, TableKind } from '../domain/tables/table.ts';
import type { ExportTable } from '../usecases/tables/export-table.ts';
import type { ImportReport, ImportTable } from '../usecases/tables/import-table.ts';
import {
  type ReadTable,
  type Sheet,
  type TableFormat,
  tableFormats,
  type WriteTable,
} from '../usecases/tables/raw-table.ts';
import { errorSheet, templateSheets } from '../usecases/tables/template-sheets.ts';
import { parksOf } from './reading.ts';
import { toWire } from './to-wire.ts';

export interface TableRoute {
  readonly kind: TableKind;
  /** Whose right it takes, where that is not named as the kind is. */
  readonly resource?: Resource;
  readonly zh: string;
  readonly columns: readonly Column[];
  readonly importTable: ImportTable;
  readonly exportTable: ExportTable;
}

export interface TableRoutesOptions {
  readonly tables: readonly TableRoute[];
  readonly readTable: ReadTable;
  readonly writeTable: WriteTable;
}

const mediaTypes: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const bodyLimit = 8 * 1024 * 1024;

/** `GET /templates/{kind}.{format}`, `POST /imports/{kind}`, `GET /exports/{kind}.{format}`: CSV or XLSX. */
export const tableRoutes =
  ({ tables, readTable, writeTable }: TableRoutesOptions): RoutePlugin =>
  async (parent: App) => {
    // A scope of its own: nobody else's routes shall take files.
    await parent.register(async (app: App) => {
      app.addContentTypeParser(
        Object.values(mediaTypes),
        { parseAs: 'buffer', bodyLimit },
        (_request, body, done) => done(null, body),
      );
      for (const { kind, resource = kind as Resource, columns, zh, importTable, exportTable } of tables) {
        const reads = { access: { resource, action: 'read' as const } };
        app.get(
          `/templates/${kind}.:format`,
          { schema: templateSchema(kind), config: reads },
          async ({ params }, reply) =>
            sendFile(
              reply,
              params.format,
              kind,
              await writeTable(params.format, templateSheets({ zh, columns }, params.format)),
            ),
        );
        app.get(
          `/exports/${kind}.:format`,
          { schema: exportSchema(kind), config: reads },
          async ({ params, grant }, reply) =>
            sendFile(
              reply,
              params.format,
              kind,
              await writeTable(params.format, [await exportTable(parksOf(grant))]),
            ),
        );
        app.post(
          `/imports/${kind}`,
          { schema: importSchema(kind), bodyLimit, config: { access: { resource, action: 'write' } } },
          async ({ body, headers, query, grant, principal, context }, reply) => {
            const scope = parksOf(grant);
            const raw = await readTable(formatOf(headers['content-type']), bytesOf(body));
            const run = { dryRun: query.dryRun, scope, by: principal.subject, context };
            const report = await importTable(raw, run);
            const wanted = tableFormats.find((format) => headers.accept?.includes(mediaTypes[format]));
            if (!wanted) return answerOf(kind, query.dryRun, raw.rows.length, report);
            const sheet: Sheet = errorSheet({ zh, columns }, raw, report);
            return sendFile(reply, wanted, `${kind}-errors`, await writeTable(wanted, [sheet]));
          },
        );
      }
    });
  };

/** The schema of an answer describes its JSON; a file passes beside it. */
interface FileReply {
  header: (name: string, value: string) => FileReply;
  send: (payload: Buffer) => never;
}

function sendFile(reply: unknown, format: TableFormat, name: string, bytes: Buffer): never {
  const charset = format === 'csv' ? '; charset=utf-8' : '';
  return (reply as FileReply)
    .header('content-type', `${mediaTypes[format]}${charset}`)
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(bytes);
}

const bytesOf = (body: unknown): Buffer => {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new AppError('table.empty', 'invalid', '文件为空。 The file holds no line.');
};

function formatOf(contentType = ''): TableFormat {
  const format = tableFormats.find((one) => contentType.toLowerCase().startsWith(mediaTypes[one]));
  if (format) return format;
  throw new AppError(
    'table.not-a-table',
    'invalid',
    `请以 text/csv 或 XLSX 类型发送文件。 Send the file as ${Object.values(mediaTypes).join(' or ')}.`,
  );
}

const maxErrors = 1_000;

const answerOf = (kind: TableKind, dryRun: boolean, rows: number, { errors, ...counts }: ImportReport) =>
  toWire({
    kind,
    dryRun,
    rows,
    ...counts,
    errors: errors.slice(0, maxErrors),
    errorsLeftOut: Math.max(0, errors.length - maxErrors),
  });

const tags = ['tables'];
const FileParams = Type.Object({ format: Type.Enum([...tableFormats]) });

const templateSchema = (kind: TableKind) => ({
  tags,
  summary: `An empty table for ${kind} with its Chinese headings explained`,
  params: FileParams,
});

const exportSchema = (kind: TableKind) => ({
  tags,
  summary: `All ${kind} within the caller's scope, as an import reads them`,
  params: FileParams,
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
