import { UuidSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  type Access,
  type Action,
  type App,
  type CaseFile,
  caseFields,
  caseOnWire,
  expectedRevision,
  type ReadCase,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type ApplicationGroup, unknownGroup } from '../../domain/applications/application-group.ts';
import type { GroupApplications } from '../../usecases/applications/group-applications.ts';
import { byId, edit, tags } from './application-schemas.ts';

export interface ApplicationGroupOptions {
  readonly read: ReadCase<ApplicationGroup>;
  readonly groups: GroupApplications;
}

/** `/application-groups`: enterprises of one chain that apply, are decided on and move in together (抱团). */
export const applicationGroupRoutes =
  ({ read, groups }: ApplicationGroupOptions): RoutePlugin =>
  (app: App) => {
    const access = (action: Action): { readonly access: Access } => ({
      access: {
        resource: 'applications',
        action,
        park: async ({ params, grant }) =>
          grant.scope === 'own' ? undefined : (await read(params['id'] ?? ''))?.state.park,
      },
    });
    app.post(
      '/application-groups',
      { schema: foundSchema, config: { access: founds } },
      async (request, reply) => answer(reply.code(201), await groups.found(request.body, whoOf(request))),
    );
    app.get(
      '/application-groups/:id',
      { schema: readSchema, config: access('read') },
      async ({ params }, reply) => {
        const file = await read(params.id);
        if (!file) throw unknownGroup;
        return answer(reply, file);
      },
    );
    app.post(
      '/application-groups/:id/submit',
      { schema: submitSchema, config: access('write') },
      async (request, reply) => answer(reply, await groups.submit(onGroup(request))),
    );
    app.post(
      '/application-groups/:id/approve',
      { schema: approveSchema, config: access('decide') },
      async (request, reply) => answer(reply, await groups.approve(onGroup(request))),
    );
  };

const founds: Access = {
  resource: 'applications',
  action: 'write',
  park: ({ body, grant }) => (grant.scope === 'own' ? undefined : (body as { readonly park: string }).park),
};

const whoOf = ({ principal, context }: Pick<FastifyRequest, 'principal' | 'context'>) => ({
  by: principal.subject,
  context,
});

const onGroup = (
  request: Pick<FastifyRequest, 'headers' | 'principal' | 'context'> & {
    readonly params: { readonly id: string };
  },
) => ({ id: request.params.id, expected: expectedRevision(request), who: whoOf(request) });

function answer(reply: FastifyReply, file: CaseFile<ApplicationGroup>) {
  sendRevision(reply, file.revision);
  return { ...caseOnWire(file), ...file.state };
}

const exact = { additionalProperties: false };
const Rule = Type.Union([
  Type.Object({ kind: Type.Literal('all') }, exact),
  Type.Object(
    { kind: Type.Literal('at-least'), members: Type.Integer({ minimum: 2, maximum: 1_000 }) },
    exact,
  ),
]);
const Founded = {
  park: ParkCode,
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  rule: Rule,
};
const Group = Type.Object({
  ...caseFields,
  status: Type.Enum(['gathering', 'in-review', 'held', 'failed']),
  ...Founded,
  foundedBy: Type.String(),
  members: Type.Record(UuidSchema, Type.Enum(['open', 'approved', 'out']), { description: 'By application' }),
});
const response = { 200: Group };

const foundSchema = {
  tags,
  summary: 'Found a group; applications join it when they are drafted',
  body: Type.Object(Founded, exact),
  response: { 201: Group },
};
const readSchema = { tags, summary: 'A group and where its members stand', ...byId, response };
const submitSchema = { tags, summary: 'Submit all members at once', ...edit, response };
const approveSchema = { tags, summary: 'Approve all members in review: decided as one', ...edit, response };
