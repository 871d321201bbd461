import { AppError, type Month, MonthSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  type App,
  coversPark,
  decodeCursor,
  PageOf,
  pageQuery,
  type Principal,
  type RoutePlugin,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { LateEvent, LateEventPosition, TableHead } from '../usecases/league-ports.ts';
import type { Verification } from '../usecases/verify-month.ts';
import { LateEventSchema, TableHeadSchema, VerificationSchema } from './league-schemas.ts';
import { readerOf } from './league-reader.ts';
import { figuresInScope, monthOf, scopeOf } from './reading.ts';
import { toHead } from './to-head.ts';

export interface FrozenRoutesOptions {
  readonly listTables: (page: {
    readonly after: { readonly month: string; readonly version: number } | undefined;
    /** Only what is public. */
    readonly published: boolean;
    readonly limit: number;
  }) => Promise<readonly TableHead[]>;
  readonly findDocument: (month: Month, version?: number) => Promise<string | undefined>;
  readonly verifyMonth: (month: Month, version?: number) => Promise<Verification>;
  readonly listCorrections: (
    month: Month,
    parks: readonly string[] | undefined,
    page: { readonly after: LateEventPosition | undefined; readonly limit: number },
  ) => Promise<readonly LateEvent[]>;
}

/** What is behind closed months: which there are, whether they come out again, what came too late for them. */
export const frozenRoutes =
  ({ listTables, findDocument, verifyMonth, listCorrections }: FrozenRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/league-tables',
      { schema: listSchema, config: { access: 'public' } },
      async ({ query, caller }) => {
        const after = decodeCursor(TablePlace, query.cursor);
        const published = !readerOf(caller).official;
        const tables = await listTables({ after, published, limit: query.limit + 1 });
        const { items, nextCursor } = toPage(tables, query.limit, {
          item: toHead,
          position: ({ month, version }) => ({ month, version }),
        });
        return { items: [...items], ...(nextCursor !== undefined && { nextCursor }) };
      },
    );

    app.get(
      '/league-tables/:month/verify',
      { schema: verifySchema, config: { access: figuresInScope } },
      async ({ params, query, grant }) => {
        refuseParkScope(grant);
        const { steps, ...verification } = await verifyMonth(monthOf(params.month), query.version);
        return { ...verification, steps: [...steps] };
      },
    );

    app.get(
      '/league-tables/:month/document',
      { schema: documentSchema, config: { access: figuresInScope } },
      async ({ params, query, grant }, reply) => {
        refuseParkScope(grant);
        const document = await findDocument(monthOf(params.month), query.version);
        if (document === undefined) throw noSuchTable(params.month);
        // The bytes themselves: what is digested must not be written anew on the way.
        void reply.header('content-type', 'application/json; charset=utf-8');
        return reply.serializer((text: string) => text).send(document);
      },
    );

    app.get(
      '/league-tables/:month/corrections',
      { schema: correctionsSchema, config: { access: figuresInScope } },
      async ({ params, query, grant }) => {
        const after = decodeCursor(LatePlace, query.cursor);
        const parks = parksWanted(query.park, grant);
        const events = await listCorrections(monthOf(params.month), parks, { after, limit: query.limit + 1 });
        const { items, nextCursor } = toPage(events, query.limit, {
          item: toLateEvent,
          position: ({ arrivedAt, eventId, park }) => ({ arrivedAt: arrivedAt.toISOString(), eventId, park }),
        });
        return { items: [...items], ...(nextCursor !== undefined && { nextCursor }) };
      },
    );
  };

/** A verification looks into every park's units. */
function refuseParkScope({ parks }: Pick<Principal, 'parks'>): void {
  if (parks !== '*') throw new AppError('auth.forbidden', 'forbidden', 'only for the whole district');
}

const noSuchTable = (month: string): AppError =>
  new AppError('assessment.no-such-table', 'not-found', `${month} has no such frozen table.`);

function parksWanted(
  park: string | undefined,
  grant: Pick<Principal, 'parks'>,
): readonly string[] | undefined {
  if (park === undefined) return scopeOf(grant);
  if (!coversPark(grant, park)) throw new AppError('auth.other-park', 'forbidden', 'another park');
  return [park];
}

const toLateEvent = ({ at, arrivedAt, ...event }: LateEvent) => ({
  ...event,
  at: at.toISOString(),
  arrivedAt: arrivedAt.toISOString(),
});

const TablePlace = Type.Object({ month: Type.String(), version: Type.Integer() });
const LatePlace = Type.Object({
  arrivedAt: Type.String({ format: 'date-time' }),
  eventId: Type.String({ format: 'uuid' }),
  park: Type.String(),
});

const tags = ['league tables'];
const params = Type.Object({ month: MonthSchema });
const version = Type.Optional(
  Type.Integer({ minimum: 1, description: 'A frozen version; the newest unless told' }),
);
const querystring = Type.Object({ version });

const listSchema = {
  tags,
  summary: 'The closed months, newest first, every version',
  querystring: Type.Object(pageQuery),
  response: { 200: PageOf(TableHeadSchema) },
};

const verifySchema = {
  tags,
  summary: 'Reckon a closed month again and compare it with what was frozen, byte for byte',
  params,
  querystring,
  response: { 200: VerificationSchema },
};

const documentSchema = {
  tags,
  summary: 'A closed month’s frozen document, byte for byte: its SHA-256 is the table’s',
  params,
  querystring,
  response: { 200: Type.String({ description: 'Canonical JSON' }) },
};

const correctionsSchema = {
  tags,
  summary: 'The events about a closed month that came after it was frozen',
  params,
  querystring: Type.Object({ ...pageQuery, park: Type.Optional(ParkCode) }),
  response: { 200: PageOf(LateEventSchema) },
};
