import { AppError, Industry, MoneyFenSchema, Uscc } from '@yuanqu/domain';
import { IndustryCode, SizeClassText, UsccText } from '@yuanqu/events';
import {
  type Access,
  type App,
  decodeCursor,
  expectedRevisionIfGiven,
  ifMatchHeader,
  PageOf,
  pageQuery,
  type RoutePlugin,
  sendRevision,
  toPage,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { type EnterpriseFacts, isWithin, type KnownEnterprise } from '../domain/enterprise-facts.ts';
import { tenantKindOf } from '../domain/enterprise-kind.ts';
import { explainedSize } from '../domain/explained-size.ts';
import type { EnterOne } from '../usecases/enter-one.ts';
import type { ListEnterprises, ReadEnterprise } from '../usecases/enterprise-queries.ts';
import { enterpriseId } from './enterprise-id.ts';
import { IndustryClass } from './industry-class.ts';
import { notYourEnterprise, reachOf } from './reach-of.ts';
import { toWire } from './to-wire.ts';

export interface EnterpriseRoutesOptions {
  readonly listEnterprises: ListEnterprises;
  readonly readEnterprise: ReadEnterprise;
  readonly enterEnterprise: EnterOne<EnterpriseFacts>;
}

/** `GET /enterprises`, `GET /enterprises/{id}` with its size explained, `PUT /enterprises/{id}`: register or complete. */
export const enterpriseRoutes =
  ({ listEnterprises, readEnterprise, enterEnterprise }: EnterpriseRoutesOptions): RoutePlugin =>
  (app: App) => {
    const reads = { access: { resource: 'enterprises', action: 'read' } satisfies Access };
    const writes = { access: { resource: 'enterprises', action: 'write' } satisfies Access };
    app.get('/enterprises', { schema: listSchema, config: reads }, async ({ grant, query, principal }) => {
      const { cursor, limit, provisional } = query;
      const after = decodeCursor(Type.String(), cursor);
      const found = await listEnterprises({
        ...reachOf(grant, principal),
        provisional,
        after,
        limit: limit + 1,
      });
      return toWire(toPage(found, limit, { item: itemOf, position: ({ id }) => id }));
    });
    app.get(
      '/enterprises/:id',
      { schema: readSchema, config: reads },
      async ({ grant, params, principal }, reply) => {
        const enterprise = await readEnterprise(enterpriseId(params.id));
        const { scope, only = enterprise?.id } = reachOf(grant, principal);
        const isOwn = enterprise?.id === only || enterprise?.mergedFrom.some((id) => id === only);
        if (!enterprise || !isOwn || !isWithin(enterprise, scope)) throw unknownEnterprise(params.id);
        sendRevision(reply, enterprise.revision);
        const { mergedFrom } = enterprise;
        return toWire({
          ...itemOf(enterprise),
          size: explainedSize({ ...enterprise, uscc: enterprise.id }),
          ...(mergedFrom.length > 0 && { mergedFrom }),
        });
      },
    );
    app.put('/enterprises/:id', { schema: enterSchema, config: writes }, async (request, reply) => {
      const { grant, params, body, principal, context } = request;
      const uscc = valid(Uscc.parse(params.id));
      const { scope, only = uscc } = reachOf(grant, principal);
      if (only !== uscc) throw notYourEnterprise;
      const entered = await enterEnterprise(
        {
          uscc,
          name: body.name.trim(),
          industry: valid(Industry.parseClass(body.industry)),
          staff: body.staff,
          revenueFen: body.revenueFen === undefined ? undefined : BigInt(body.revenueFen),
          assetsFen: body.assetsFen === undefined ? undefined : BigInt(body.assetsFen),
        },
        { scope, by: principal.subject, context },
        expectedRevisionIfGiven(request),
      );
      sendRevision(reply, entered.revision);
      return entered;
    });
  };

const valid = <T>(value: T | AppError): T => {
  if (value instanceof AppError) throw value;
  return value;
};

const itemOf = (enterprise: KnownEnterprise) => {
  const { id, name, staff, sizeClass, provisional, revision, parks } = enterprise;
  const { kind, zh, en, mayBorrow } = tenantKindOf(id);
  return {
    id,
    ...(kind !== 'body-without-code' && { uscc: id }),
    kind,
    kindName: { zh, en },
    mayBorrow,
    name,
    // without its brand, which is no part of the wire
    industry: enterprise.industry as string | undefined,
    staff,
    revenueFen: enterprise.revenueFen?.toString(),
    assetsFen: enterprise.assetsFen?.toString(),
    sizeClass,
    provisional,
    revision,
    parks,
  };
};

const unknownEnterprise = (id: string): AppError =>
  new AppError(
    'intake.unknown-enterprise',
    'not-found',
    `No enterprise "${id}" is known in your parks; GET /enterprises lists them.`,
  );

const FenSchema = Type.Refine(
  MoneyFenSchema,
  (fen) => !fen.startsWith('-') && BigInt(fen) < 2n ** 63n,
  () => 'must be an amount in fen of at least 0',
);

const tags = ['enterprises'];

const facts = {
  id: Type.String(),
  uscc: Type.Optional(UsccText),
  kind: Type.String({ description: 'By its code: enterprise, sole-trader, law-firm …, body-without-code' }),
  kindName: Type.Object({ zh: Type.String(), en: Type.String() }),
  mayBorrow: Type.Boolean({ description: 'Whether loans of the district’s programmes are for such bodies' }),
  name: Type.Optional(Type.String()),
  industry: Type.Optional(IndustryCode),
  staff: Type.Optional(Type.Integer()),
  revenueFen: Type.Optional(MoneyFenSchema),
  assetsFen: Type.Optional(MoneyFenSchema),
  sizeClass: Type.Optional(SizeClassText),
  provisional: Type.Boolean({ description: 'Known by its code only, from an occupancy update' }),
  revision: Type.Integer(),
  parks: Type.Array(Type.String(), { description: 'Where it holds units now' }),
};

const listSchema = {
  tags,
  summary: 'Enterprises in the order of their credit codes',
  querystring: Type.Object({ ...pageQuery, provisional: Type.Optional(Type.Boolean()) }),
  response: { 200: PageOf(Type.Object(facts)) },
};

const readSchema = {
  tags,
  summary: 'An enterprise, and how its size class comes about',
  params: Type.Object({ id: Type.String({ maxLength: 40 }) }),
  response: {
    200: Type.Object({
      ...facts,
      size: Type.Optional(
        Type.Unknown({
          description: 'outcome, standard, row, indicators with their tiers, deciding, basis: which figures',
        }),
      ),
      mergedFrom: Type.Optional(
        Type.Array(Type.String(), { description: 'Codes that were found to be this enterprise’s too' }),
      ),
    }),
  },
};

const enterSchema = {
  tags,
  summary:
    'Register an enterprise (without If-Match), complete a provisional one (its task is done) or correct it',
  headers: Type.Object(ifMatchHeader),
  params: Type.Object({ id: Type.String({ maxLength: 40, description: 'Unified social credit code' }) }),
  body: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
      industry: IndustryClass,
      staff: Type.Optional(Type.Integer({ minimum: 0, maximum: 99_999_999 })),
      revenueFen: Type.Optional(FenSchema),
      assetsFen: Type.Optional(FenSchema),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      outcome: Type.Enum(['created', 'changed', 'unchanged']),
      revision: Type.Integer({ description: 'For If-Match' }),
    }),
  },
};
