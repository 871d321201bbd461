import type { DeadLetter, GroupLag, Messaging } from '@yuanqu/messaging';
import { Type } from 'typebox';
import type { App, RoutePlugin } from '../http/app.ts';
import { decodeCursor, PageOf, pageQuery, toPage } from '../http/page.ts';

/** What an operator of the platform sees and does about events: `/ops/dead-letters` and `/ops/lag` of a service. */
export const opsRoutes =
  (messaging: Messaging): RoutePlugin =>
  (app) => {
    listRoute(app, messaging);
    settleRoutes(app, messaging);
    lagRoute(app, messaging);
  };

const read = { resource: 'dead-letters', action: 'read' } as const;
const write = { resource: 'dead-letters', action: 'write' } as const;
const tags = ['ops'];
const State = Type.Union([Type.Literal('parked'), Type.Literal('replayed'), Type.Literal('discarded')]);
const DeadLetterSchema = Type.Object({
  id: Type.String(),
  group: Type.String(),
  topic: Type.String(),
  partition: Type.Integer(),
  epoch: Type.Integer(),
  sequence: Type.String(),
  key: Type.String(),
  type: Type.String(),
  state: State,
  error: Type.String(),
  event: Type.Unknown(),
  parkedAt: Type.String({ format: 'date-time' }),
  settledAt: Type.Optional(Type.String({ format: 'date-time' })),
  settledBy: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
});

function listRoute(app: App, { deadLetters }: Messaging): void {
  const querystring = Type.Object(
    { ...pageQuery, state: Type.Optional(State) },
    { additionalProperties: false },
  );
  const schema = {
    tags,
    summary: 'Events that could not be handled, newest first',
    querystring,
    response: { 200: PageOf(DeadLetterSchema) },
  };
  app.get('/ops/dead-letters', { schema, config: { access: read } }, async ({ query, grant }) => {
    const before = decodeCursor(Type.String({ format: 'uuid' }), query.cursor);
    const rows = await deadLetters.list({
      limit: query.limit + 1,
      ...(query.state && { state: query.state }),
      ...(before && { before }),
    });
    const page = toPage(rows, query.limit, { item: toItem, position: ({ id }) => id });
    return { ...page, items: page.items.filter(({ event }) => concerns(event, grant.parks)) };
  });
}

function settleRoutes(app: App, { deadLetters }: Messaging): void {
  const params = Type.Object({ id: Type.String({ format: 'uuid' }) });
  const replayed = Type.Object({
    replayed: Type.Integer(),
    remaining: Type.Integer(),
    error: Type.Optional(Type.String()),
  });
  const replaySchema = {
    tags,
    summary: 'Run the key of this dead letter again, in order',
    params,
    response: { 200: replayed },
  };
  app.post(
    '/ops/dead-letters/:id/replay',
    { schema: replaySchema, config: { access: write } },
    ({ params, principal }) => deadLetters.replay(params.id, principal.subject),
  );
  const body = Type.Object(
    { reason: Type.String({ minLength: 3, maxLength: 500 }) },
    { additionalProperties: false },
  );
  const discarded = Type.Object({ remaining: Type.Integer() });
  const discardSchema = {
    tags,
    summary: 'Give this dead letter up, so that the rest of its key can go on',
    params,
    body,
    response: { 200: discarded },
  };
  app.post(
    '/ops/dead-letters/:id/discard',
    { schema: discardSchema, config: { access: write } },
    ({ params, body, principal }) => deadLetters.discard(params.id, principal.subject, body.reason),
  );
}

function lagRoute(app: App, { lag }: Messaging): void {
  const partition = Type.Object({ topic: Type.String(), partition: Type.Integer(), lag: Type.Integer() });
  const group = Type.Object({
    group: Type.String(),
    lag: Type.Integer(),
    parked: Type.Integer(),
    healthy: Type.Boolean(),
    partitions: Type.Array(partition),
    held: Type.Array(
      Type.Object({
        topic: Type.String(),
        partition: Type.Integer(),
        reason: Type.String(),
        message: Type.String(),
        since: Type.String({ format: 'date-time' }),
      }),
      { description: 'Partitions that stand still, and why' },
    ),
  });
  const schema = {
    tags,
    summary: 'How far each consumer of this service is behind',
    response: { 200: Type.Object({ items: Type.Array(group) }) },
  };
  app.get('/ops/lag', { schema, config: { access: read } }, async () => ({
    items: (await lag()).map(toGroup),
  }));
}

const toGroup = ({ partitions, held, ...group }: GroupLag) => ({
  ...group,
  partitions: [...partitions],
  held: held.map(({ topic, partition, reason, message, since }) => ({
    topic,
    partition,
    reason,
    message,
    since: since.toISOString(),
  })),
});

const toItem = ({ event, parkedAt, settledAt, settledBy, reason, ...letter }: DeadLetter) => ({
  ...letter,
  event: parse(event),
  parkedAt: parkedAt.toISOString(),
  ...(settledAt && { settledAt: settledAt.toISOString() }),
  ...(settledBy !== null && { settledBy }),
  ...(reason !== null && { reason }),
});

/** Whether the event is about one of the parks: operators see those of their own stream only. */
function concerns(event: unknown, parks: '*' | readonly string[]): boolean {
  if (parks === '*') return true;
  const park = (event as { data?: { park?: unknown } } | null)?.data?.park;
  return typeof park === 'string' && parks.includes(park);
}

// A dead letter may be one because it isn't JSON.
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
