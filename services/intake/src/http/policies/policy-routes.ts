import { type Clock, Day } from '@yuanqu/domain';
import { ParkCode, Uuid } from '@yuanqu/events';
import {
  type App,
  type CaseFile,
  caseRoutes,
  decodeCursor,
  everyCase,
  PageOf,
  pageQuery,
  type ReadCases,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { type Policy, policyStatuses, unknownPolicy } from '../../domain/policies/policy.ts';
import { toWire } from '../to-wire.ts';
import { PolicyItem, policyOnWire, PublishedPolicy, publishedOnWire, tags } from './policy-schemas.ts';

/** `/policies` in every version, drafts too. */
export const policyRoutes = (cases: ReadCases<Policy>): RoutePlugin =>
  caseRoutes({
    path: '/policies',
    resource: 'policies',
    tags,
    title: 'Policies in every version, drafts too',
    statuses: policyStatuses,
    cases,
    unknown: unknownPolicy,
    item: PolicyItem,
    onWire: policyOnWire,
  });

/** `GET /published-policies`, for everybody. */
export const publishedPolicyRoutes =
  ({ list }: Pick<ReadCases<Policy>, 'list'>, clock: Clock): RoutePlugin =>
  (app: App) => {
    app.get(
      '/published-policies',
      { schema: publishedSchema, config: { access: 'public' } },
      async ({ query: { park, cursor, limit } }) => {
        const before = decodeCursor(Uuid, cursor);
        const files = await list({ parks: '*', park, statuses: ['published'], before, limit: limit + 1 });
        const parks = [...new Set(files.map(({ state }) => state.park))];
        const published = await Array.fromAsync(everyCase(list, { parks, statuses: ['published'] }));
        const item = (file: CaseFile<Policy>) => publishedOnWire(file, published, Day.of(clock()));
        return toWire(toPage(files, limit, { item, position: ({ id }) => id }));
      },
    );
  };

const publishedSchema = {
  tags,
  summary: 'What is in effect or announced, for everybody',
  querystring: Type.Object({ ...pageQuery, park: Type.Optional(ParkCode) }),
  response: { 200: PageOf(PublishedPolicy) },
};
