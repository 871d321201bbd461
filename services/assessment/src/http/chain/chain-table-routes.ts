import { AppError } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  type Access,
  type App,
  csvHeaders,
  expectedRevision,
  ifMatchHeader,
  type RoutePlugin,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import {
  chainColumns,
  type ChainPart,
  chainParts,
  linkCells,
  segmentCells,
} from '../../domain/chain/chain-table.ts';
import type { StoredChain } from '../../usecases/chain/chain-ports.ts';
import {
  type ChainImportReport,
  type ChainLines,
  errorHeading,
  type ImportRun,
} from '../../usecases/chain/import-chain.ts';
import { toCsv } from '../csv.ts';

export interface ChainTableRoutesOptions {
  readonly readDefinition: (park: string) => Promise<StoredChain>;
  readonly importChain: (run: ImportRun) => Promise<ChainImportReport>;
  readonly readCsv: (bytes: Buffer) => ChainLines;
}

const bodyLimit = 1024 * 1024;

/** `/parks/{code}/chain/segments.csv`, `…/links.csv` and `…/imports/segments`, `…/imports/links`: a chain as two tables. */
export const chainTableRoutes =
  ({ readDefinition, importChain, readCsv }: ChainTableRoutesOptions): RoutePlugin =>
  async (parent: App) => {
    // A scope of its own: nobody else's routes shall take files.
    await parent.register(async (app: App) => {
      app.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
        done(null, body),
      );
      for (const part of chainParts) {
        app.get(
          `/parks/:code/chain/${part}.csv`,
          { schema: exportSchema(part), config: { access: 'public' } },
          async ({ params }, reply) => {
            const { definition } = await readDefinition(params.code);
            void reply.headers(csvHeaders(`chain-${part}.csv`));
            return toCsv([chainColumns[part].map(({ zh }) => zh), ...rowsOf[part](definition)]);
          },
        );
        app.post(
          `/parks/:code/chain/imports/${part}`,
          { schema: importSchema(part), bodyLimit, config: { access: writing } },
          async (request, reply) => {
            const { params, query, body, principal, headers } = request;
            const lines = readCsv(bytesOf(body));
            const report = await importChain({
              park: params.code,
              part,
              lines,
              expected: expectedRevision(request),
              dryRun: query.dryRun ?? false,
              by: principal.subject,
            });
            if (headers.accept?.includes('text/csv') !== true) return onWire(part, report);
            return reply
              .headers(csvHeaders(`chain-${part}-errors.csv`))
              .send(errorCsv(lines, report) as never);
          },
        );
      }
    });
  };

const writing: Access = { resource: 'chain', action: 'write', park: ({ params }) => params['code'] };

const rowsOf: Readonly<
  Record<ChainPart, (definition: StoredChain['definition']) => readonly (readonly string[])[]>
> = {
  segments: ({ segments }) => segments.map(segmentCells),
  links: ({ links }) => links.map(linkCells),
};

const bytesOf = (body: unknown): Buffer => {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new AppError(
    'chain.bad-file',
    'invalid',
    '请以 text/csv 类型发送文件。 Send the file as text/csv; it must not be empty.',
  );
};

const onWire = (part: ChainPart, { errors, ...report }: ChainImportReport) => ({
  part,
  ...report,
  errors: [...errors],
});

/** The table as it was sent, with what is wrong with each line in a last column. */
function errorCsv({ header, rows }: ChainLines, { errors }: ChainImportReport): string {
  const kept = header.flatMap((heading, at) => (heading === errorHeading ? [] : [at]));
  const said = (line: number): string =>
    errors
      .filter((error) => error.line === line)
      .map(({ column, detail }) => (column === undefined ? detail : `${column}：${detail}`))
      .join('；');
  const of = (cells: readonly string[]): readonly string[] => kept.map((at) => cells[at] ?? '');
  return toCsv([[...of(header), errorHeading], ...rows.map(({ line, cells }) => [...of(cells), said(line)])]);
}

const tags = ['chain map'];
const params = Type.Object({ code: ParkCode });

const exportSchema = (part: ChainPart) => ({
  tags,
  summary: `The ${part} of a park’s chain as CSV, as an import reads them`,
  params,
  produces: ['text/csv'],
  response: { 200: Type.String() },
});
const importSchema = (part: ChainPart) => ({
  tags,
  summary: `Replace the ${part} of a park’s chain from CSV; with errors nothing is written; with "Accept: text/csv" the answer is the table with a column 错误`,
  params,
  headers: Type.Object(ifMatchHeader),
  consumes: ['text/csv'],
  querystring: Type.Object({
    dryRun: Type.Optional(Type.Boolean({ description: 'Judge only, write nothing' })),
  }),
  response: {
    200: Type.Object({
      part: Type.Enum([...chainParts]),
      rows: Type.Integer(),
      written: Type.Boolean(),
      revision: Type.Integer({ description: 'For If-Match' }),
      errors: Type.Array(
        Type.Object({
          line: Type.Optional(
            Type.Integer({ description: 'Absent for what no longer fits in the rest of the chain' }),
          ),
          column: Type.Optional(Type.String()),
          code: Type.String(),
          detail: Type.String(),
        }),
      ),
    }),
  },
});
