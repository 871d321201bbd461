import { UuidSchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import type { CaseFile } from '../cases/case-file.ts';
import type { ListCases, ReadCase } from '../cases/case-queries.ts';
import { caseFields, caseOnWire } from '../cases/case-wire.ts';
import type { App, RoutePlugin } from '../http/app.ts';
import { decodeCursor, PageOf, pageQuery, toPage } from '../http/page.ts';
import type { makeStartSnapshot } from './run-snapshot.ts';
import { type Snapshot, unknownSnapshot } from './snapshot.ts';

export interface SnapshotRoutesOptions {
  readonly start: ReturnType<typeof makeStartSnapshot>;
  readonly list: ListCases<Snapshot>;
  readonly read: ReadCase<Snapshot>;
}

/** `/ops/snapshots`: have the service tell its present state again, for a read model that is built anew, and see how far it is. */
export const snapshotRoutes =
  ({ start, list, read }: SnapshotRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.post(
      '/ops/snapshots',
      { schema: startSchema, config: { access: write } },
      async ({ body, principal, context }, reply) =>
        reply.code(202).send(onWire(await start(body.aggregates, { by: principal.subject, context }))),
    );
    app.get(
      '/ops/snapshots',
      { schema: listSchema, config: { access: look } },
      async ({ query: { cursor, limit } }) => {
        const before = decodeCursor(UuidSchema, cursor);
        const { items, ...rest } = toPage(await list({ parks: '*', before, limit: limit + 1 }), limit, {
          item: onWire,
          position: ({ id }) => id,
        });
        return { items: [...items], ...rest };
      },
    );
    app.get('/ops/snapshots/:id', { schema: readSchema, config: { access: look } }, async ({ params }) => {
      const file = await read(params.id);
      if (!file) throw unknownSnapshot;
      return onWire(file);
    });
  };

const look = { resource: 'dead-letters', action: 'read' } as const;
const write = { resource: 'dead-letters', action: 'write' } as const;
const tags = ['ops'];

const SnapshotSchema = Type.Object({
  ...caseFields,
  status: Type.Enum(['running', 'done']),
  startedBy: Type.String(),
  left: Type.Array(Type.String(), { description: 'Aggregates still to be told, the first in hand' }),
  told: Type.Record(Type.String(), Type.Integer(), { description: 'Events told so far, by aggregate' }),
});

const onWire = (file: CaseFile<Snapshot>) => {
  const { status, startedBy, left, told } = file.state;
  return { ...caseOnWire(file), status, startedBy, left: [...left], told };
};

const startSchema = {
  tags,
  summary: 'Tell present state again, as events that notify nobody',
  body: Type.Object(
    {
      aggregates: Type.Array(Type.String({ maxLength: 40 }), {
        maxItems: 50,
        default: [],
        description: 'Such as unit; all when empty',
      }),
    },
    { additionalProperties: false },
  ),
  response: { 202: SnapshotSchema },
};
const listSchema = {
  tags,
  summary: 'Snapshots, newest first',
  querystring: Type.Object(pageQuery),
  response: { 200: PageOf(SnapshotSchema) },
};
const readSchema = {
  tags,
  summary: 'How far a snapshot is',
  params: Type.Object({ id: UuidSchema }),
  response: { 200: SnapshotSchema },
};
