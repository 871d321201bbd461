import { ParkCode, Uuid } from '@yuanqu/events';
import {
  type Access,
  type App,
  CaseHistory,
  decodeCursor,
  historyOnWire,
  type ListCases,
  PageOf,
  pageQuery,
  type ReadCase,
  type RoutePlugin,
  sendRevision,
  type StepLine,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { type Application, applicationStatuses } from '../../domain/applications/application.ts';
import { toWire } from '../to-wire.ts';
import { applicationOnWire } from './application-on-wire.ts';
import { accessToOne, withinReach } from './application-reach.ts';
import { ApplicationItem, byId, tags } from './application-schemas.ts';

export interface ApplicationRoutesOptions {
  readonly list: ListCases<Application>;
  readonly read: ReadCase<Application>;
  readonly steps: (id: string) => Promise<readonly StepLine[]>;
}

/** `GET /applications`, one of them, its history, and its contact in the clear for those who may unmask. */
export const applicationRoutes =
  ({ list, read, steps }: ApplicationRoutesOptions): RoutePlugin =>
  (app: App) => {
    const one = accessToOne('read', read);
    app.get(
      '/applications',
      { schema: listSchema, config: { access: inPark } },
      async ({ grant, principal, query: { park, status, cursor, limit } }) => {
        const before = decodeCursor(Uuid, cursor);
        // An enterprise without a code of its own has none.
        const reach =
          grant.scope === 'own'
            ? { parks: '*' as const, party: principal.enterprise ?? '' }
            : { parks: grant.parks };
        const files = await list({ ...reach, park, statuses: status && [status], before, limit: limit + 1 });
        const page = {
          item: (file: (typeof files)[number]) => applicationOnWire(file, principal),
          position: lastId,
        };
        return toWire(toPage(files, limit, page));
      },
    );
    app.get('/applications/:id', { schema: readSchema, config: { access: one } }, async (request, reply) => {
      const file = withinReach(await read(request.params.id), request.grant, request.principal);
      sendRevision(reply, file.revision);
      return applicationOnWire(file, request.principal);
    });
    app.get(
      '/applications/:id/history',
      { schema: historySchema, config: { access: one } },
      async ({ params: { id }, grant, principal }) => {
        withinReach(await read(id), grant, principal);
        return historyOnWire((await steps(id)).map(withoutContact));
      },
    );
    app.get(
      '/applications/:id/contact',
      { schema: contactSchema, config: { access: unmasked(read), audit: 'read' } },
      async ({ params, grant, principal }) =>
        withinReach(await read(params.id), grant, principal).state.content.applicant.contact,
    );
  };

const lastId = ({ id }: { readonly id: string }): string => id;

const inPark: Access = {
  resource: 'applications',
  action: 'read',
  park: ({ query }) => (typeof query['park'] === 'string' ? query['park'] : undefined),
};

const unmasked = (read: ReadCase<Application>): Access => ({
  ...accessToOne('read', read),
  resource: 'unmasked',
});

/** The history is read by more people than handle the case. */
function withoutContact(step: StepLine): StepLine {
  const { fact } = step;
  if (!('content' in fact)) return step;
  const { content: _, ...rest } = fact;
  return { ...step, fact: rest };
}

const listSchema = {
  tags,
  summary: 'Applications in the caller’s parks, or the caller’s own, newest first',
  querystring: Type.Object({
    ...pageQuery,
    park: Type.Optional(ParkCode),
    status: Type.Optional(Type.Enum([...applicationStatuses])),
  }),
  response: { 200: PageOf(ApplicationItem) },
};
const readSchema = {
  tags,
  summary: 'An application and how the policy judged it',
  ...byId,
  response: { 200: ApplicationItem },
};
const historySchema = {
  tags,
  summary: 'What happened to it, without the contact',
  ...byId,
  response: { 200: CaseHistory },
};
const contactSchema = {
  tags,
  summary: 'The contact in the clear; the reason goes into the audit trail',
  ...byId,
  querystring: Type.Object({ reason: Type.String({ minLength: 3, maxLength: 200 }) }),
  response: { 200: Type.Object({ name: Type.String(), phone: Type.String() }) },
};
