import { AppError, InstantSchema } from '@yuanqu/domain';
import { MonthText, ParkCode, Uuid } from '@yuanqu/events';
import {
  type Access,
  type App,
  expectedRevision,
  ifMatchHeader,
  ReasonBody,
  type RoutePlugin,
  sendRevision,
  whoOf,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { duplicateReasons, type Duplicate } from '../../domain/merging/duplicates.ts';
import type { FindDuplicates } from '../../usecases/merging/find-duplicates.ts';
import type { MergeEnterprise } from '../../usecases/merging/merge-enterprise.ts';
import type { ListMergers, Merger } from '../../usecases/merging/merging-ports.ts';
import type { UnmergeEnterprise } from '../../usecases/merging/unmerge-enterprise.ts';
import type { EnterBody } from '../../usecases/merging/enter-body.ts';
import { enterpriseId } from '../enterprise-id.ts';
import { parksOf } from '../reading.ts';
import { dismissalRoutes, type DismissalRoutesOptions } from './dismissal-routes.ts';
import { toWire } from '../to-wire.ts';

export interface MergingRoutesOptions extends DismissalRoutesOptions {
  readonly findDuplicates: FindDuplicates;
  readonly merge: MergeEnterprise;
  readonly unmerge: UnmergeEnterprise;
  readonly listMergers: ListMergers;
  readonly bodies: EnterBody;
}

/** Likely duplicates, merging and its undoing by the task force, and bodies that have no code. */
export const mergingRoutes = (options: MergingRoutesOptions): readonly RoutePlugin[] => [
  mergers(options),
  dismissalRoutes(options),
  bodyRoutes(options),
];

const mergers =
  ({ findDuplicates, merge, unmerge, listMergers }: MergingRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/enterprise-duplicates',
      { schema: duplicatesSchema, config: { access: reads } },
      async ({ grant }) => ({
        items: (await findDuplicates(parksOf(grant))).map(duplicateOnWire),
      }),
    );
    app.get(
      '/enterprises/:id/mergers',
      { schema: mergersSchema, config: { access: reads } },
      async ({ grant, params }) => {
        parksOf(grant);
        return { items: (await listMergers(enterpriseId(params.id))).map(mergerOnWire) };
      },
    );
    app.post(
      '/enterprises/:id/merge',
      { schema: mergeSchema, config: { access: decides } },
      async (request) => {
        const { params, body, grant } = request;
        const order = {
          id: enterpriseId(params.id),
          into: enterpriseId(body.into),
          reason: body.reason,
          expected: expectedRevision(request),
          scope: parksOf(grant),
        };
        return mergerOnWire(await merge(order, whoOf(request)));
      },
    );
    app.post(
      '/enterprises/:id/unmerge',
      { schema: unmergeSchema, config: { access: decides } },
      async (request) => {
        const { params, body, grant } = request;
        const order = {
          id: enterpriseId(params.id),
          reason: body.reason,
          expected: expectedRevision(request),
        };
        return mergerOnWire(await unmerge({ ...order, scope: parksOf(grant) }, whoOf(request)));
      },
    );
  };

const bodyRoutes =
  ({ bodies }: MergingRoutesOptions): RoutePlugin =>
  (app: App) => {
    const config = { access: { resource: 'enterprises', action: 'write' } satisfies Access };
    app.post('/bodies', { schema: bodySchema, config }, async (request, reply) => {
      scopeOfWriter(request);
      const body = await bodies.register(request.body.name.trim(), whoOf(request));
      sendRevision(reply.code(201), body.revision);
      return body;
    });
    app.put('/bodies/:id', { schema: renameSchema, config }, async (request, reply) => {
      const { params, body } = request;
      const scope = scopeOfWriter(request);
      const expected = expectedRevision(request);
      const renamed = await bodies.rename(
        enterpriseId(params.id),
        body.name.trim(),
        expected,
        scope,
        whoOf(request),
      );
      sendRevision(reply, renamed.revision);
      return renamed;
    });
  };

/** Enterprises enter themselves only, and they have codes. */
function scopeOfWriter({ grant }: { readonly grant: Parameters<typeof parksOf>[0] }) {
  if (grant.scope === 'own')
    throw new AppError(
      'intake.not-your-enterprise',
      'forbidden',
      '无代码单位由园区登记。 Bodies without a code are registered by the park.',
    );
  return parksOf(grant);
}

const reads: Access = { resource: 'enterprises', action: 'read' };
// Operators enter enterprises; that two are one is decided by the task force, who enters none.
const decides: Access = { resource: 'applications', action: 'decide' };

const duplicateOnWire = ({ reason, sentence, keep, merge }: Duplicate) => ({
  reason,
  sentence: { ...sentence },
  keep: sideOnWire(keep),
  merge: sideOnWire(merge),
});

const sideOnWire = ({ id, name, provisional, revision, parks }: Duplicate['keep']) => ({
  id,
  ...(name !== undefined && { name }),
  provisional,
  revision,
  parks: [...parks],
});

const mergerOnWire = ({ months, ...merger }: Merger) =>
  toWire({
    ...merger,
    months: months.map(({ park, month, taken }) => ({ park, month: month as string, taken })),
  });

const tags = ['enterprises'];
const Id = Type.String({ minLength: 1, maxLength: 40, description: 'Credit code or internal id' });
const byId = { params: Type.Object({ id: Id }) };
const edit = { ...byId, headers: Type.Object(ifMatchHeader) };
const Side = Type.Object({
  id: Id,
  name: Type.Optional(Type.String()),
  provisional: Type.Boolean(),
  revision: Type.Integer({ description: 'For If-Match of the merger' }),
  parks: Type.Array(ParkCode),
});
const MergerSchema = Type.Object({
  id: Uuid,
  merged: Id,
  into: Id,
  reason: Type.String(),
  mergedBy: Type.String(),
  mergedAt: InstantSchema,
  months: Type.Array(
    Type.Object({
      park: ParkCode,
      month: MonthText,
      taken: Type.Boolean({ description: 'Its figures went over; else the other had some of its own' }),
    }),
  ),
  undone: Type.Optional(Type.Object({ by: Type.String(), at: InstantSchema, reason: Type.String() })),
});

const duplicatesSchema = {
  tags,
  summary: 'Enterprises of the caller’s parks that are likely to be one, why, and which to keep',
  response: {
    200: Type.Object({
      items: Type.Array(
        Type.Object({
          reason: Type.Enum([...duplicateReasons]),
          sentence: Type.Object({ zh: Type.String(), en: Type.String() }),
          keep: Side,
          merge: Side,
        }),
      ),
    }),
  },
};

const mergersSchema = {
  tags,
  summary: 'The mergers that an enterprise was part of, undone ones too',
  ...byId,
  response: { 200: Type.Object({ items: Type.Array(MergerSchema) }) },
};

const mergeSchema = {
  tags,
  summary: 'Make it one with another: its code stands for the other from now on, its figures go over',
  ...edit,
  body: Type.Object({ into: Id, ...ReasonBody.properties }, { additionalProperties: false }),
  response: { 200: MergerSchema },
};

const unmergeSchema = {
  tags,
  summary: 'Undo the merger: it is its own again, with its cases and its figures',
  ...edit,
  body: ReasonBody,
  response: { 200: MergerSchema },
};

const NameBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) },
  { additionalProperties: false },
);
const BodySchema = Type.Object({ id: Id, name: Type.String(), revision: Type.Integer() });

const bodySchema = {
  tags,
  summary: 'Register a body without a credit code under an internal id',
  body: NameBody,
  response: { 201: BodySchema },
};

const renameSchema = { tags, summary: 'Rename one', ...edit, body: NameBody, response: { 200: BodySchema } };
