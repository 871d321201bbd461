import { Type } from 'typebox';
import type { CaseFile } from '../cases/case-file.ts';
import { whoOf } from '../cases/case-requests.ts';
import { caseFields, caseOnWire } from '../cases/case-wire.ts';
import type { App, RoutePlugin } from '../http/app.ts';
import type { makeStartSnapshot } from './run-snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** `POST /ops/snapshots`: have the service tell its present state again, for a read model that is built anew. */
export const startSnapshotRoutes =
  (start: ReturnType<typeof makeStartSnapshot>): RoutePlugin =>
  (app: App) => {
    app.post(
      '/ops/snapshots',
      { schema: startSchema, config: { access: { resource: 'dead-letters', action: 'write' } } },
      async (request, reply) =>
        reply.code(202).send(snapshotOnWire(await start(request.body.aggregates ?? [], whoOf(request)))),
    );
  };

export const SnapshotItem = Type.Object({
  ...caseFields,
  status: Type.Enum(['running', 'done']),
  startedBy: Type.String(),
  left: Type.Array(Type.String(), { description: 'Aggregates still to be told, the first in hand' }),
  told: Type.Record(Type.String(), Type.Integer(), { description: 'Events told so far, by aggregate' }),
});

export const snapshotOnWire = (file: CaseFile<Snapshot>) => {
  const { status, startedBy, left, told } = file.state;
  return { ...caseOnWire(file), status, startedBy, left: [...left], told };
};

const startSchema = {
  tags: ['ops'],
  summary: 'Tell present state again, as events that notify nobody',
  body: Type.Object(
    {
      aggregates: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), {
          maxItems: 50,
          description: 'Such as unit; all when none is named',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: { 202: SnapshotItem },
};
