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
import { type Policy, unknownPolicy } from '../../domain/policies/policy.ts';
import { toWire } from '../to-wire.ts';
import { byId, PolicyItem, policyOnWire, PublishedPolicy, publishedOnWire, tags } from './policy-schemas.ts';

export interface PolicyRoutesOptions {
  readonly list: ListCases<Policy>;
  readonly read: ReadCase<Policy>;
  readonly steps: (id: string) => Promise<readonly StepLine[]>;
}

/** `GET /policies` with drafts, one of them, its history; `GET /published-policies` for everybody. */
export const policyRoutes =
  ({ list, read, steps }: PolicyRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/policies',
      { schema: listSchema, config: { access: inPark } },
      async ({ grant, query: { park, status, cursor, limit } }) => {
        const before = decodeCursor(Uuid, cursor);
        const statuses = status && [status];
        const files = await list({ parks: grant.parks, park, statuses, before, limit: limit + 1 });
        return toWire(toPage(files, limit, { item: policyOnWire, position: ({ id }) => id }));
      },
    );
    app.get('/policies/:id', { schema: readSchema, config: { access: reads } }, async ({ params }, reply) => {
      const file = await read(params.id);
      if (!file) throw unknownPolicy;
      sendRevision(reply, file.revision);
      return policyOnWire(file);
    });
    app.get(
      '/policies/:id/history',
      { schema: historySchema, config: { access: reads } },
      async ({ params }) => {
        const lines = await steps(params.id);
        if (lines.length === 0) throw unknownPolicy;
        return historyOnWire(lines);
      },
    );
    app.get(
      '/published-policies',
      { schema: publishedSchema, config: { access: 'public' } },
      async ({ query: { park, cursor, limit } }) => {
        const before = decodeCursor(Uuid, cursor);
        const files = await list({ parks: '*', park, statuses: ['published'], before, limit: limit + 1 });
        return toWire(toPage(files, limit, { item: publishedOnWire, position: ({ id }) => id }));
      },
    );
  };

const reads = { resource: 'policies', action: 'read' } as const satisfies Access;
const inPark: Access = {
  ...reads,
  park: ({ query }) => (typeof query['park'] === 'string' ? query['park'] : undefined),
};

const ofPark = { ...pageQuery, park: Type.Optional(ParkCode) };

const listSchema = {
  tags,
  summary: 'Policies of the parks in every version, drafts too',
  querystring: Type.Object({
    ...ofPark,
    status: Type.Optional(Type.Enum(['draft', 'published', 'discarded'])),
  }),
  response: { 200: PageOf(PolicyItem) },
};

const readSchema = { tags, summary: 'A policy', ...byId, response: { 200: PolicyItem } };
const historySchema = { tags, summary: 'What happened to it', ...byId, response: { 200: CaseHistory } };

const publishedSchema = {
  tags,
  summary: 'What is in effect or announced, for everybody',
  querystring: Type.Object(ofPark),
  response: { 200: PageOf(PublishedPolicy) },
};
