import {
  type App,
  expectedRevision,
  ifMatchHeader,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import { type Static, Type } from 'typebox';
import { type Robot, robotKinds } from '../../domain/robots/robot.ts';
import type {
  makeAddRobot,
  makeChangeRobot,
  makeListRobots,
  makeRemoveRobot,
} from '../../usecases/robots/change-robots.ts';
import { keeperOf } from './robot-keeper-of.ts';
import { InstantSchema, LanguageSchema, orNull, ParkSchema, RoleSchema, SeveritySchema } from '../schemas.ts';

export interface RobotRoutesOptions {
  readonly listRobots: ReturnType<typeof makeListRobots>;
  readonly addRobot: ReturnType<typeof makeAddRobot>;
  readonly changeRobot: ReturnType<typeof makeChangeRobot>;
  readonly removeRobot: ReturnType<typeof makeRemoveRobot>;
}

/** `/robots`: the robots of group chats, for those who run them. */
export const robotRoutes =
  (options: RobotRoutesOptions): RoutePlugin =>
  (app) => {
    listRoute(app, options);
    addRoute(app, options);
    changeRoutes(app, options);
  };

const tags = ['robots'];
// Who has a park's tasks in hand runs its chats: roles.md's column of the tasks.
const read = { resource: 'tasks', action: 'read' } as const;
const write = { resource: 'tasks', action: 'write' } as const;

const content = {
  name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S', description: 'What the chat is called' }),
  park: orNull(ParkSchema),
  role: RoleSchema,
  language: Type.Optional(LanguageSchema),
  minSeverity: Type.Optional(SeveritySchema),
  paused: Type.Optional(Type.Boolean({ description: 'Keep the robot, send nothing to it' })),
};
const token = Type.String({
  maxLength: 500,
  description: 'What the product shows: the key or access token, or the whole address that holds it',
});
const secret = Type.Optional(
  Type.String({ maxLength: 200, description: 'DingTalk’s signing secret (加签), SEC…' }),
);
const AddBody = Type.Object(
  { kind: Type.Enum([...robotKinds]), ...content, token, secret },
  { additionalProperties: false },
);
const ChangeBody = Type.Object(
  { ...content, token: Type.Optional(token), secret },
  { additionalProperties: false },
);
const RobotItem = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...robotKinds]),
  name: Type.String(),
  park: orNull(Type.String()),
  role: Type.String(),
  language: LanguageSchema,
  minSeverity: SeveritySchema,
  hint: Type.String({ description: 'The token’s last characters' }),
  state: Type.Enum(['active', 'paused', 'disabled']),
  stateReason: orNull(Type.String()),
  heldUntil: orNull(InstantSchema),
  revision: Type.Integer(),
  changedBy: Type.String(),
  changedAt: InstantSchema,
});

function listRoute(app: App, { listRobots }: RobotRoutesOptions): void {
  const schema = {
    tags,
    summary: 'The robots of your chats',
    response: { 200: Type.Object({ items: Type.Array(RobotItem) }) },
  };
  app.get('/robots', { schema, config: { access: read } }, async (request) => ({
    items: (await listRobots(keeperOf(request))).map(toItem),
  }));
}

function addRoute(app: App, { addRobot }: RobotRoutesOptions): void {
  const schema = { tags, summary: 'Set up a chat’s robot', body: AddBody, response: { 201: RobotItem } };
  app.post('/robots', { schema, config: { access: write } }, async (request, reply) => {
    const { kind, token: given, secret: signs, ...rest } = request.body;
    const robot = await addRobot(kind, withDefaults(rest), keyOf(given, signs), keeperOf(request));
    sendRevision(reply, robot.revision);
    return reply.code(201).send(toItem(robot));
  });
}

function changeRoutes(app: App, { changeRobot, removeRobot }: RobotRoutesOptions): void {
  const params = Type.Object({ id: Type.String({ format: 'uuid' }) });
  const headers = Type.Object(ifMatchHeader);
  const schema = {
    tags,
    summary: 'Change a robot; with a new token one that was disabled is called again',
    params,
    headers,
    body: ChangeBody,
    response: { 200: RobotItem },
  };
  app.put('/robots/:id', { schema, config: { access: write } }, async (request, reply) => {
    const { token: given, secret: signs, ...rest } = request.body;
    const key = given === undefined ? undefined : keyOf(given, signs);
    const revision = expectedRevision(request);
    const robot = await changeRobot(request.params.id, revision, withDefaults(rest), key, keeperOf(request));
    sendRevision(reply, robot.revision);
    return toItem(robot);
  });
  const removeSchema = { tags, summary: 'Take a robot away', params, response: { 204: Type.Null() } };
  app.delete('/robots/:id', { schema: removeSchema, config: { access: write } }, async (request, reply) => {
    await removeRobot(request.params.id, keeperOf(request));
    return reply.code(204).send(null);
  });
}

const withDefaults = ({
  language = 'zh',
  minSeverity = 'info',
  paused = false,
  ...rest
}: Omit<Static<typeof ChangeBody>, 'token' | 'secret'>) => ({ ...rest, language, minSeverity, paused });

const keyOf = (given: string, signs: string | undefined) => ({
  token: given,
  ...(signs !== undefined && { secret: signs }),
});

const toItem = ({ heldUntil, changedAt, ...robot }: Robot): Static<typeof RobotItem> => ({
  ...robot,
  heldUntil: heldUntil?.toISOString() ?? null,
  changedAt: changedAt.toISOString(),
});
