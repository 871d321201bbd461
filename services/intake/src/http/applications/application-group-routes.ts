import { UuidSchema } from '@yuanqu/domain';
import {
  accessToCase,
  accessToParkOfBody,
  accessToParkOfQuery,
  answerCase,
  type App,
  type CaseFile,
  caseOnWire,
  decodeCursor,
  historyOnWire,
  onCase,
  type ReadCase,
  type ReadCases,
  type RoutePlugin,
  toPage,
  whoOf,
} from '@yuanqu/service-kit';
import type { ApplicationGroup } from '../../domain/applications/application-group.ts';
import type { Application } from '../../domain/applications/application.ts';
import { nextGroupCommands } from '../../domain/applications/group-transitions.ts';
import type { GroupApplications } from '../../usecases/applications/group-applications.ts';
import type { ListGroups } from '../../usecases/applications/list-groups.ts';
import { toWire } from '../to-wire.ts';
import { groupSchemas as schemas } from './application-group-schemas.ts';
import { makeGroupReach } from './group-reach.ts';

export interface ApplicationGroupOptions {
  readonly cases: Pick<ReadCases<ApplicationGroup>, 'read' | 'steps'>;
  readonly list: ListGroups;
  readonly readApplication: ReadCase<Application>;
  readonly groups: GroupApplications;
}

/** `/application-groups`: enterprises of one chain that apply, are decided on and move in together (抱团). */
export const applicationGroupRoutes = (options: ApplicationGroupOptions): readonly RoutePlugin[] => [
  readingGroups(options),
  changingGroups(options),
];

const readingGroups =
  ({ cases: { read, steps }, list, readApplication }: ApplicationGroupOptions): RoutePlugin =>
  (app: App) => {
    const reach = makeGroupReach(readApplication);
    const one = { access: accessToCase('applications', 'read', read) };
    app.get(
      '/application-groups',
      { schema: schemas.list, config: { access: accessToParkOfQuery('applications', 'read') } },
      async ({ grant, principal, query: { park, status, cursor, limit } }) => {
        const files = await list(grant.scope === 'own' ? principal : grant.parks, {
          park,
          status,
          before: decodeCursor(UuidSchema, cursor),
          limit: limit + 1,
        });
        return toWire(toPage(files, limit, { item: groupOnWire, position: ({ id }) => id }));
      },
    );
    app.get('/application-groups/:id', { schema: schemas.read, config: one }, async (request, reply) =>
      answerCase(reply, await reach.toRead(await read(request.params.id), request), groupOnWire),
    );
    app.get('/application-groups/:id/history', { schema: schemas.history, config: one }, async (request) => {
      const { id } = await reach.toRead(await read(request.params.id), request);
      return historyOnWire(await steps(id));
    });
  };

const changingGroups =
  ({ cases: { read }, readApplication, groups }: ApplicationGroupOptions): RoutePlugin =>
  (app: App) => {
    const reach = makeGroupReach(readApplication);
    const writes = { access: accessToCase('applications', 'write', read) };
    const decides = { access: accessToCase('applications', 'decide', read) };
    app.post(
      '/application-groups',
      { schema: schemas.found, config: { access: accessToParkOfBody('applications', 'write') } },
      async (request, reply) =>
        answerCase(reply.code(201), await groups.found(request.body, whoOf(request)), groupOnWire),
    );
    app.post(
      '/application-groups/:id/submit',
      { schema: schemas.submit, config: writes },
      async (request, reply) => {
        reach.toSubmit(await reach.toRead(await read(request.params.id), request), request);
        return answerCase(reply, await groups.submit(onCase(request)), groupOnWire);
      },
    );
    app.post(
      '/application-groups/:id/approve',
      { schema: schemas.approve, config: decides },
      async (request, reply) => answerCase(reply, await groups.approve(onCase(request)), groupOnWire),
    );
    app.post(
      '/application-groups/:id/return',
      { schema: schemas.return, config: decides },
      async (request, reply) =>
        answerCase(reply, await groups.sendBack(onCase(request), request.body.reason), groupOnWire),
    );
    app.post(
      '/application-groups/:id/reject',
      { schema: schemas.reject, config: decides },
      async (request, reply) =>
        answerCase(reply, await groups.reject(onCase(request), request.body.reason), groupOnWire),
    );
  };

const groupOnWire = (file: CaseFile<ApplicationGroup>) => ({
  ...caseOnWire(file),
  ...file.state,
  nextCommands: nextGroupCommands(file.state),
});
