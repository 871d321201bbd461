import { InstantSchema } from '@yuanqu/domain';
import { Uuid } from '@yuanqu/events';
import { type Access, type App, ReasonBody, type RoutePlugin, whoOf } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { Dismissal } from '../../domain/merging/dismissals.ts';
import type { DismissDuplicate } from '../../usecases/merging/dismiss-duplicate.ts';
import type { ParkScope } from '../../usecases/registry-queries.ts';
import { parksOf } from '../reading.ts';
import { toWire } from '../to-wire.ts';

export interface DismissalRoutesOptions {
  readonly findDismissals: (scope: ParkScope) => Promise<readonly Dismissal[]>;
  readonly dismissals: DismissDuplicate;
}

/** `/enterprise-duplicates/dismissals`: pairs that look like one enterprise and are two. */
export const dismissalRoutes =
  ({ findDismissals, dismissals }: DismissalRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/enterprise-duplicates/dismissals',
      { schema: listSchema, config: { access: reads } },
      async ({ grant }) => ({ items: (await findDismissals(parksOf(grant))).map(onWire) }),
    );
    app.post(
      '/enterprise-duplicates/dismissals',
      { schema: dismissSchema, config: { access: decides } },
      async (request, reply) => {
        reply.code(201);
        const { one, other, reason } = request.body;
        const scope = parksOf(request.grant);
        return onWire(await dismissals.dismiss({ one, other, reason }, scope, whoOf(request)));
      },
    );
    app.post(
      '/enterprise-duplicates/dismissals/:id/reversal',
      { schema: reverseSchema, config: { access: decides } },
      async (request) => {
        const { params, body, grant } = request;
        return onWire(await dismissals.reverse(params.id, body.reason, parksOf(grant), whoOf(request)));
      },
    );
  };

const reads: Access = { resource: 'enterprises', action: 'read' };
// As mergers: operators enter enterprises, the task force decides which are one.
const decides: Access = { resource: 'applications', action: 'decide' };

const onWire = (dismissal: Dismissal) => toWire({ ...dismissal });

const tags = ['enterprises'];
const Id = Type.String({ minLength: 1, maxLength: 40, description: 'Credit code or internal id' });
const DismissalSchema = Type.Object({
  id: Uuid,
  one: Id,
  other: Id,
  reason: Type.String(),
  decidedBy: Type.String(),
  decidedAt: InstantSchema,
  undone: Type.Optional(Type.Object({ by: Type.String(), at: InstantSchema, reason: Type.String() })),
});

const listSchema = {
  tags,
  summary: 'Pairs of the caller’s parks that were found to be two, newest first, reversed ones too',
  response: { 200: Type.Object({ items: Type.Array(DismissalSchema) }) },
};

const dismissSchema = {
  tags,
  summary: 'Say that two enterprises that look like one are two: they are not proposed again',
  body: Type.Object({ one: Id, other: Id, ...ReasonBody.properties }, { additionalProperties: false }),
  response: { 201: DismissalSchema },
};

const reverseSchema = {
  tags,
  summary: 'Take that back: they are proposed again',
  params: Type.Object({ id: Uuid }),
  body: ReasonBody,
  response: { 200: DismissalSchema },
};
