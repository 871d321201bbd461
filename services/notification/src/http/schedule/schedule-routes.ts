import {
  type App,
  expectedRevision,
  ifMatchHeader,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { noSchedule } from '../../domain/schedule/schedule.ts';
import type { makeFindRobot } from '../../usecases/robots/change-robots.ts';
import type { makeSetSchedule, ScheduleStore } from '../../usecases/schedule/set-schedule.ts';
import { keeperOf } from '../robots/robot-keeper-of.ts';
import { fromBody, ScheduleBody, ScheduleItem, toScheduleItem } from './schedule-item.ts';

export interface ScheduleRoutesOptions {
  readonly readSchedule: ScheduleStore['read'];
  readonly setSchedule: ReturnType<typeof makeSetSchedule>;
  /** Throws when it is not among the keeper's. */
  readonly findRobot: ReturnType<typeof makeFindRobot>;
}

/** `/schedule` and `/robots/{id}/schedule`: quiet hours and digests, one's own and those of one's chats. */
export const scheduleRoutes =
  (options: ScheduleRoutesOptions): RoutePlugin =>
  (app) => {
    ownRoutes(app, options);
    robotRoutes(app, options);
  };

const tags = ['schedule'];
const headers = Type.Object(ifMatchHeader);
const response = { 200: ScheduleItem };

function ownRoutes(app: App, { readSchedule, setSchedule }: ScheduleRoutesOptions): void {
  const readSchema = { tags, summary: 'Your quiet hours and digests', response };
  const read = { resource: 'inbox', action: 'read' } as const;
  app.get('/schedule', { schema: readSchema, config: { access: read } }, async ({ principal }, reply) => {
    const schedule = (await readSchedule(principal.subject)) ?? noSchedule;
    sendRevision(reply, schedule.revision);
    return toScheduleItem(schedule);
  });
  const setSchema = {
    tags,
    summary: 'Set when you are told outside; If-Match "0" the first time',
    headers,
    body: ScheduleBody,
    response,
  };
  const write = { resource: 'inbox', action: 'write' } as const;
  app.put('/schedule', { schema: setSchema, config: { access: write } }, async (request, reply) => {
    const { principal, body } = request;
    const revision = expectedRevision(request);
    const schedule = await setSchedule(principal.subject, revision, fromBody(body), 'inbox');
    sendRevision(reply, schedule.revision);
    return toScheduleItem(schedule);
  });
}

function robotRoutes(app: App, { readSchedule, setSchedule, findRobot }: ScheduleRoutesOptions): void {
  const params = Type.Object({ id: Type.String({ format: 'uuid' }) });
  const readSchema = { tags, summary: 'A chat’s quiet hours and digests', params, response };
  const read = { resource: 'tasks', action: 'read' } as const;
  app.get(
    '/robots/:id/schedule',
    { schema: readSchema, config: { access: read } },
    async (request, reply) => {
      const { id } = await findRobot(request.params.id, keeperOf(request));
      const schedule = (await readSchedule(id)) ?? noSchedule;
      sendRevision(reply, schedule.revision);
      return toScheduleItem(schedule);
    },
  );
  const setSchema = {
    tags,
    summary: 'Set when a chat is told; If-Match "0" the first time',
    params,
    headers,
    body: ScheduleBody,
    response,
  };
  const write = { resource: 'tasks', action: 'write' } as const;
  app.put(
    '/robots/:id/schedule',
    { schema: setSchema, config: { access: write } },
    async (request, reply) => {
      const { id } = await findRobot(request.params.id, keeperOf(request));
      const schedule = await setSchedule(id, expectedRevision(request), fromBody(request.body), 'tasks');
      sendRevision(reply, schedule.revision);
      return toScheduleItem(schedule);
    },
  );
}
