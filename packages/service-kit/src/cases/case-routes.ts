import { type AppError, UuidSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { type Static, type TSchema, Type } from 'typebox';
import type { Resource } from '../auth/permissions.ts';
import type { Principal } from '../auth/principal.ts';
import type { App, RoutePlugin } from '../http/app.ts';
import { decodeCursor, PageOf, pageQuery, toPage } from '../http/page.ts';
import { accessToCase, accessToParkOfQuery, partyOf, withinReach } from './case-access.ts';
import type { CaseFile } from './case-file.ts';
import type { ReadCases, StepLine } from './case-queries.ts';
import { answerCase, caseById } from './case-requests.ts';
import { CaseHistory, historyOnWire } from './case-wire.ts';

export interface CaseRoutesOptions<State, Item extends TSchema> {
  /** Such as `/applications`. */
  readonly path: `/${string}`;
  readonly resource: Resource;
  readonly tags: readonly string[];
  /** What the list is called in the API's page, such as `Applications to move in`. */
  readonly title: string;
  readonly statuses: readonly string[];
  readonly cases: ReadCases<State>;
  readonly unknown: AppError;
  readonly item: Item;
  readonly onWire: (file: CaseFile<State>, principal: Principal) => Static<Item>;
  /** What the history shows of a fact, when that is not all of it. */
  readonly factOnWire?: (fact: StepLine['fact']) => StepLine['fact'];
}

/**
 * `GET {path}` lists the cases in the caller's parks, or the caller's own; `GET {path}/{id}` answers one with its
 * revision as ETag; `GET {path}/{id}/history` everything that happened to it.
 */
export const caseRoutes = <State, Item extends TSchema>({
  path,
  resource,
  cases: { list, read, steps },
  unknown,
  onWire,
  factOnWire,
  ...texts
}: CaseRoutesOptions<State, Item>): RoutePlugin => {
  const schemas = schemasOf(texts);
  const one = { access: accessToCase(resource, 'read', read) };
  return (app: App) => {
    app.get(
      path,
      { schema: schemas.list, config: { access: accessToParkOfQuery(resource, 'read') } },
      async ({ grant, principal, query: { park, status, due, cursor, limit } }) => {
        const reach =
          grant.scope === 'own' ? { parks: '*' as const, party: partyOf(principal) } : { parks: grant.parks };
        const files = await list({
          ...reach,
          park,
          statuses: status === undefined ? undefined : [status],
          dueBefore: due === undefined ? undefined : new Date(due),
          before: decodeCursor(UuidSchema, cursor),
          limit: limit + 1,
        });
        const page = { item: (file: CaseFile<State>) => onWire(file, principal), position: lastId };
        return toPage(files, limit, page) as never;
      },
    );
    app.get(`${path}/:id`, { schema: schemas.read, config: one }, async (request, reply) => {
      const file = withinReach(await read(request.params.id), request, unknown);
      return answerCase(reply, file, () => onWire(file, request.principal)) as never;
    });
    app.get(`${path}/:id/history`, { schema: schemas.history, config: one }, async (request) => {
      withinReach(await read(request.params.id), request, unknown);
      return historyOnWire(await steps(request.params.id), factOnWire);
    });
  };
};

const lastId = ({ id }: { readonly id: string }): string => id;

const schemasOf = ({
  tags,
  title,
  statuses,
  item,
}: Pick<CaseRoutesOptions<never, TSchema>, 'tags' | 'title' | 'statuses' | 'item'>) => ({
  list: {
    tags: [...tags],
    summary: `${title} in the caller’s parks, or the caller’s own, newest first`,
    querystring: Type.Object({
      ...pageQuery,
      park: Type.Optional(ParkCode),
      status: Type.Optional(Type.Enum([...statuses])),
      due: Type.Optional(
        Type.String({ format: 'date-time', description: 'Only what wants attention before that instant' }),
      ),
    }),
    response: { 200: PageOf(item) },
  },
  read: { tags: [...tags], summary: `${title}: one of them`, ...caseById, response: { 200: item } },
  history: {
    tags: [...tags],
    summary: `${title}: what happened to one of them`,
    ...caseById,
    response: { 200: CaseHistory },
  },
});
