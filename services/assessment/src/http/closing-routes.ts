import { type Month, MonthSchema, UuidSchema } from '@yuanqu/domain';
import type { Access, App, RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { Closer } from '../usecases/freeze-month.ts';
import type { Reopening, TableHead } from '../usecases/league-ports.ts';
import type { PublishedHead } from '../usecases/publish-month.ts';
import type { makeReopenMonth } from '../usecases/reopen-month.ts';
import { PublishedHeadSchema, ReopeningSchema, TableHeadSchema } from './league-schemas.ts';
import { figuresInScope, monthOf } from './reading.ts';
import { toHead, toReopening } from './to-head.ts';

export interface ClosingRoutesOptions {
  readonly closeMonth: (month: Month, by: Closer) => Promise<TableHead>;
  readonly recomputeMonth: (month: Month, by: Closer) => Promise<TableHead>;
  readonly publishMonth: (month: Month, by: Closer) => Promise<PublishedHead>;
  readonly reopenMonth: ReturnType<typeof makeReopenMonth>;
  readonly listReopenings: (month: Month) => Promise<readonly Reopening[]>;
}

/** Deciding on a month: the assessor closes, the leading group's office publishes, both together reopen. */
export const closingRoutes =
  ({
    closeMonth,
    recomputeMonth,
    publishMonth,
    reopenMonth,
    listReopenings,
  }: ClosingRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.post(
      '/league-tables/:month/close',
      { schema: closeSchema, config: { access: closing } },
      async ({ params, principal: { subject, name }, context }) =>
        toHead(await closeMonth(monthOf(params.month), { subject, name, context })),
    );

    app.post(
      '/league-tables/:month/recompute',
      { schema: recomputeSchema, config: { access: closing } },
      async ({ params, principal: { subject, name }, context }) =>
        toHead(await recomputeMonth(monthOf(params.month), { subject, name, context })),
    );

    app.post(
      '/league-tables/:month/publish',
      { schema: publishSchema, config: { access: publishing } },
      async ({ params, principal: { subject, name }, context }) =>
        toHead(await publishMonth(monthOf(params.month), { subject, name, context })),
    );

    app.get(
      '/league-tables/:month/reopenings',
      { schema: listSchema, config: { access: figuresInScope } },
      async ({ params }) => ({
        items: (await listReopenings(monthOf(params.month))).map(toReopening),
      }),
    );

    app.post(
      '/league-tables/:month/reopenings',
      { schema: requestSchema, config: { access: reopening } },
      async ({ params, body, principal: { subject, roles }, context }, reply) => {
        const asked = await reopenMonth.request(monthOf(params.month), body.reason.trim(), {
          subject,
          roles,
          context,
        });
        return reply.code(201).send(toReopening(asked));
      },
    );

    app.post(
      '/league-tables/:month/reopenings/:id/confirm',
      { schema: confirmSchema, config: { access: reopening } },
      async ({ params, principal: { subject, roles }, context }) =>
        toReopening(await reopenMonth.confirm(monthOf(params.month), params.id, { subject, roles, context })),
    );
  };

const closing: Access = { resource: 'figures', action: 'close' };
const publishing: Access = { resource: 'figures', action: 'publish' };
const reopening: Access = { resource: 'figures', action: 'reopen' };

const tags = ['league tables'];
const params = Type.Object({ month: MonthSchema });

const closeSchema = {
  tags,
  summary:
    'Close a month that is over: freezes its table once everything told has been taken in; its preview begins where the rule has one',
  params,
  response: { 200: TableHeadSchema },
};

const recomputeSchema = {
  tags,
  summary: 'Reckon a closed month again, as a new version, after an objection to it was upheld',
  params,
  response: { 200: TableHeadSchema },
};

const publishSchema = {
  tags,
  summary:
    'Make a closed month’s table public, when its preview is over and all objections are decided; by somebody else than who closed it',
  params,
  response: { 200: PublishedHeadSchema },
};

const listSchema = {
  tags,
  summary: 'Who asked to open a month again, why, and who confirmed it',
  params,
  response: { 200: Type.Object({ items: Type.Array(ReopeningSchema) }) },
};

const requestSchema = {
  tags,
  summary: 'Ask to open a closed month again; a second person of the other role has to confirm',
  params,
  body: Type.Object(
    { reason: Type.String({ minLength: 4, maxLength: 1_000, pattern: '\\S' }) },
    { additionalProperties: false },
  ),
  response: { 201: ReopeningSchema },
};

const confirmSchema = {
  tags,
  summary: 'Confirm that a closed month is opened again; it is closed again as a new version',
  params: Type.Object({ month: MonthSchema, id: UuidSchema }),
  response: { 200: ReopeningSchema },
};
