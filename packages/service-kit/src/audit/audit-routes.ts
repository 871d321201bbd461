import { Readable } from 'node:stream';
import { AppError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type Static, Type } from 'typebox';
import type { App, RoutePlugin } from '../http/app.ts';
import { csvHeaders } from '../http/csv.ts';
import { decodeCursor, PageOf, pageQuery, toPage } from '../http/page.ts';
import { auditCsv } from './audit-csv.ts';
import { AuditItem, auditOnWire } from './audit-wire.ts';
import { type AuditFilter, type AuditLine, findAuditLine, readAudit } from './read-audit.ts';
import { verifyAuditChain } from './verify-audit-chain.ts';

/** The service's audit trail for those who may read it: `/audit`, `/audit.csv`, one line, and whether it is whole. */
export const auditRoutes =
  (db: Executor): RoutePlugin =>
  (app) => {
    listRoutes(app, db);
    app.get('/audit/check', { schema: checkSchema, config }, async () => {
      const verdict = await verifyAuditChain(db);
      return verdict.intact
        ? { intact: true, lines: String(verdict.rows) }
        : { intact: false, brokenAt: String(verdict.brokenAt), reason: verdict.reason };
    });
    app.get('/audit/:sequence', { schema: oneSchema, config }, async ({ params }) => {
      const line = await findAuditLine(db, params.sequence);
      if (line) return auditOnWire(line);
      throw new AppError('audit.unknown', 'not-found', unknownLine);
    });
  };

const unknownLine =
  '审计记录中没有这一序号，请从 /audit 列表中选取。The trail has no line of this number; take one from the list at /audit.';
const config = { access: { resource: 'audit', action: 'read' } } as const;
const tags = ['audit'];
const Word = Type.String({ minLength: 1, maxLength: 200 });
const Instant = Type.String({ format: 'date-time' });
const filterQuery = {
  subject: Type.Optional(Type.String({ maxLength: 200, description: 'Who did it: the account or client' })),
  resource: Type.Optional(Type.String({ maxLength: 200, description: 'Such as unmasked, applications' })),
  target: Type.Optional(Type.String({ maxLength: 200, description: 'The id of what it was done to' })),
  park: Type.Optional(Word),
  action: Type.Optional(Type.String({ maxLength: 200, description: 'As a line shows it' })),
  requestId: Type.Optional(Word),
  from: Type.Optional(Instant),
  until: Type.Optional(Instant),
};
const listSchema = {
  tags,
  summary: 'Who did what to which thing when and why, newest first',
  querystring: Type.Object({ ...pageQuery, ...filterQuery }),
  response: { 200: PageOf(AuditItem) },
};
const csvSchema = {
  tags,
  summary: 'The same as a table, all lines that the filter finds',
  querystring: Type.Object(filterQuery),
  produces: ['text/csv'],
  response: { 200: Type.String() },
};
const oneSchema = {
  tags,
  summary: 'One line in full',
  params: Type.Object({ sequence: Type.String({ pattern: '^[1-9]\\d{0,17}$' }) }),
  response: { 200: AuditItem },
};
const checkSchema = {
  tags,
  summary: 'Whether the trail is whole: each line’s hash covers the line before',
  response: {
    200: Type.Object({
      intact: Type.Boolean(),
      lines: Type.Optional(Type.String()),
      brokenAt: Type.Optional(Type.String({ description: 'The first line that is not as it was written' })),
      reason: Type.Optional(Type.Enum(['missing', 'changed', 'cut-off'])),
    }),
  },
};

function listRoutes(app: App, db: Executor): void {
  app.get('/audit', { schema: listSchema, config }, async ({ query: { cursor, limit, ...query } }) => {
    const before = decodeCursor(Type.String({ pattern: '^\\d{1,18}$' }), cursor);
    const lines = await readAudit(db, { ...filterOf(query), before }, limit + 1);
    const page = toPage(lines, limit, { item: auditOnWire, position: ({ sequence }) => sequence });
    return { ...page, items: [...page.items] };
  });
  app.get('/audit.csv', { schema: csvSchema, config }, async ({ query }, reply) => {
    void reply.headers(csvHeaders('audit.csv'));
    // The schema describes the text; it goes out as it is read.
    return Readable.from(auditCsv(pagesOf(db, filterOf(query)))) as never;
  });
}

const filterOf = ({ from, until, ...words }: Static<typeof csvSchema.querystring>): AuditFilter => ({
  ...words,
  from: from === undefined ? undefined : new Date(from),
  until: until === undefined ? undefined : new Date(until),
});

const pageSize = 500;

async function* pagesOf(db: Executor, filter: AuditFilter): AsyncGenerator<readonly AuditLine[]> {
  let before: string | undefined;
  for (;;) {
    const lines = await readAudit(db, { ...filter, before }, pageSize);
    yield lines;
    before = lines.at(-1)?.sequence;
    if (lines.length < pageSize) return;
  }
}
