import { type App, decodeCursor, PageOf, pageQuery, type RoutePlugin, toPage } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { makeAcknowledgeMessage } from '../usecases/acknowledge-message.ts';
import {
  type CountInbox,
  inboxFilters,
  type ListInbox,
  type MarkRead,
  type ReadMessage,
  unknownMessage,
} from '../usecases/inbox.ts';
import { InboxItem, toInboxItem } from './inbox-item.ts';
import { LanguageSchema } from './schemas.ts';

export interface InboxRoutesOptions {
  readonly listInbox: ListInbox;
  readonly countInbox: CountInbox;
  readonly readMessage: ReadMessage;
  readonly markRead: MarkRead;
  readonly acknowledge: ReturnType<typeof makeAcknowledgeMessage>;
}

/** The caller's own messages: list, count, read, acknowledge. */
export const inboxRoutes =
  (options: InboxRoutesOptions): RoutePlugin =>
  (app) => {
    listRoute(app, options);
    countRoute(app, options);
    oneRoute(app, options);
    markRoutes(app, options);
  };

const tags = ['inbox'];
const read = { resource: 'inbox', action: 'read' } as const;
const write = { resource: 'inbox', action: 'write' } as const;
const Id = Type.String({
  pattern: '^\\d{1,18}$',
  description: 'A message’s number in your inbox, such as 48',
});
const params = Type.Object({ id: Id });
const language = Type.Optional(LanguageSchema);

function listRoute(app: App, { listInbox }: InboxRoutesOptions): void {
  const filter = Type.Enum([...inboxFilters], { default: 'all' });
  const querystring = Type.Object({ ...pageQuery, filter, language }, { additionalProperties: false });
  const schema = {
    tags,
    summary: 'Your messages, newest first',
    querystring,
    response: { 200: PageOf(InboxItem) },
  };
  app.get('/inbox', { schema, config: { access: read } }, async ({ principal, query }) => {
    const before = decodeCursor(Id, query.cursor);
    const rows = await listInbox(principal.subject, {
      filter: query.filter,
      limit: query.limit + 1,
      ...(before !== undefined && { before: BigInt(before) }),
    });
    const page = toPage(rows, query.limit, {
      item: (message) => toInboxItem(message, query.language),
      position: ({ number }) => String(number),
    });
    return { ...page, items: [...page.items] };
  });
}

function countRoute(app: App, { countInbox }: InboxRoutesOptions): void {
  const counts = Type.Object({
    total: Type.Integer(),
    unread: Type.Integer(),
    unacknowledged: Type.Integer({ description: 'Whether anybody has to acknowledge them or not' }),
    toAcknowledge: Type.Integer({ description: 'Those that have to be, and it is your turn or was' }),
  });
  const schema = { tags, summary: 'How many messages you have', response: { 200: counts } };
  app.get('/inbox/counts', { schema, config: { access: read } }, ({ principal }) =>
    countInbox(principal.subject),
  );
}

function oneRoute(app: App, { readMessage }: InboxRoutesOptions): void {
  const schema = {
    tags,
    summary: 'One of your messages',
    params,
    querystring: Type.Object({ language }, { additionalProperties: false }),
    response: { 200: InboxItem },
  };
  app.get('/inbox/:id', { schema, config: { access: read } }, async ({ principal, params, query }) => {
    const message = await readMessage(principal.subject, BigInt(params.id));
    if (!message) throw unknownMessage(BigInt(params.id));
    return toInboxItem(message, query.language);
  });
}

function markRoutes(app: App, { markRead, acknowledge }: InboxRoutesOptions): void {
  const readSchema = { tags, summary: 'Mark a message as read', params, response: { 204: Type.Null() } };
  app.post(
    '/inbox/:id/read',
    { schema: readSchema, config: { access: write, audit: 'none' } },
    async ({ principal, params }, reply) => {
      const number = BigInt(params.id);
      if (!(await markRead(principal.subject, number))) throw unknownMessage(number);
      return reply.code(204).send(null);
    },
  );
  const acknowledgeSchema = {
    tags,
    summary: 'Confirm that you have taken note of a message',
    params,
    response: { 200: InboxItem },
  };
  app.post(
    '/inbox/:id/acknowledge',
    { schema: acknowledgeSchema, config: { access: write } },
    async ({ principal, params, context }) =>
      toInboxItem(await acknowledge(principal.subject, BigInt(params.id), context)),
  );
}
