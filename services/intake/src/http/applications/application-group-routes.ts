import { UuidSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  accessToCase,
  accessToParkOfBody,
  answerCase,
  type App,
  caseById,
  caseEdit,
  type CaseFile,
  caseFields,
  caseOnWire,
  onCase,
  type ReadCase,
  type RoutePlugin,
  whoOf,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { ApplicationGroup } from '../../domain/applications/application-group.ts';
import type { Application } from '../../domain/applications/application.ts';
import type { GroupApplications } from '../../usecases/applications/group-applications.ts';
import { tags } from './application-schemas.ts';
import { makeGroupReach } from './group-reach.ts';

export interface ApplicationGroupOptions {
  readonly read: ReadCase<ApplicationGroup>;
  readonly readApplication: ReadCase<Application>;
  readonly groups: GroupApplications;
}

/** `/application-groups`: enterprises of one chain that apply, are decided on and move in together (抱团). */
export const applicationGroupRoutes =
  ({ read, readApplication, groups }: ApplicationGroupOptions): RoutePlugin =>
  (app: App) => {
    const reach = makeGroupReach(readApplication);
    const one = (action: 'read' | 'write' | 'decide') => ({
      access: accessToCase('applications', action, read),
    });
    app.post(
      '/application-groups',
      { schema: foundSchema, config: { access: accessToParkOfBody('applications', 'write') } },
      async (request, reply) =>
        answerCase(reply.code(201), await groups.found(request.body, whoOf(request)), groupOnWire),
    );
    app.get('/application-groups/:id', { schema: readSchema, config: one('read') }, async (request, reply) =>
      answerCase(reply, await reach.toRead(await read(request.params.id), request), groupOnWire),
    );
    app.post(
      '/application-groups/:id/submit',
      { schema: submitSchema, config: one('write') },
      async (request, reply) => {
        reach.toSubmit(await reach.toRead(await read(request.params.id), request), request);
        return answerCase(reply, await groups.submit(onCase(request)), groupOnWire);
      },
    );
    app.post(
      '/application-groups/:id/approve',
      { schema: approveSchema, config: one('decide') },
      async (request, reply) => answerCase(reply, await groups.approve(onCase(request)), groupOnWire),
    );
  };

const groupOnWire = (file: CaseFile<ApplicationGroup>) => ({ ...caseOnWire(file), ...file.state });

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
const readSchema = { tags, summary: 'A group and where its members stand', ...caseById, response };
const submitSchema = { tags, summary: 'Submit all members at once', ...caseEdit, response };
const approveSchema = {
  tags,
  summary: 'Approve all members in review: decided as one',
  ...caseEdit,
  response,
};
