import { InstantSchema } from '@yuanqu/domain';
import { ParkCode, Uuid } from '@yuanqu/events';
import {
  type App,
  accessToParkOfQuery,
  decodeCursor,
  PageOf,
  pageQuery,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { ListTasks } from '../usecases/enterprise-queries.ts';
import { parksOf } from './reading.ts';
import { toWire } from './to-wire.ts';

/** `GET /tasks?park=&open=`: what somebody has to complete or settle. */
export const taskRoutes =
  (listTasks: ListTasks): RoutePlugin =>
  (app: App) => {
    app.get(
      '/tasks',
      {
        schema: listSchema,
        config: { access: accessToParkOfQuery('tasks', 'read') },
      },
      async ({ grant, query: { park, open, cursor, limit } }) => {
        const before = decodeCursor(Uuid, cursor);
        const tasks = await listTasks({ scope: parksOf(grant), park, open, before, limit: limit + 1 });
        return toWire(toPage(tasks, limit, { item: withOwner, position: ({ id }) => id }));
      },
    );
  };

const withOwner = <Task extends { readonly closedAt?: unknown }>(task: Task) => ({
  ...task,
  ...(task.closedAt ? {} : { owner: 'park-operator' }),
});

const listSchema = {
  tags: ['tasks'],
  summary: 'Tasks of the caller’s parks, newest first',
  querystring: Type.Object({
    ...pageQuery,
    park: Type.Optional(ParkCode),
    open: Type.Optional(
      Type.Boolean({ description: 'Only those that are open, or only those that are done' }),
    ),
  }),
  response: {
    200: PageOf(
      Type.Object({
        id: Uuid,
        kind: Type.Enum(['complete-enterprise', 'settle-status-mismatch']),
        park: ParkCode,
        about: Type.String({
          description:
            'A credit code or a unit; or the park: those of its units that are let without a contract',
        }),
        openedAt: InstantSchema,
        dueAt: InstantSchema,
        owner: Type.Optional(Type.String({ description: 'The role whose turn it is, while it is open' })),
        closedAt: Type.Optional(InstantSchema),
        closedBy: Type.Optional(Type.String()),
      }),
    ),
  },
};
