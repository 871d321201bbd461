import { InstantSchema } from '@yuanqu/domain';
import { AreaM2, ParkCode, UnitCode, UnitUsage, Uuid } from '@yuanqu/events';
import {
  type Access,
  type App,
  expectedRevision,
  ifMatchHeader,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { UnitCut } from '../domain/unit-cut.ts';
import type { makeCorrectUnit } from '../usecases/correct-unit.ts';
import type { makeMergeUnits, makeSplitUnit } from '../usecases/cut-units.ts';
import { instantOf } from './instant-of.ts';
import { toWire } from './to-wire.ts';

export interface UnitChangeRoutesOptions {
  readonly splitUnit: ReturnType<typeof makeSplitUnit>;
  readonly mergeUnits: ReturnType<typeof makeMergeUnits>;
  readonly correctUnit: ReturnType<typeof makeCorrectUnit>;
}

/** `POST /units/{park}/{unit}/split`, `POST /units/{park}/merge`, `PATCH /units/{park}/{unit}`. */
export const unitChangeRoutes =
  ({ splitUnit, mergeUnits, correctUnit }: UnitChangeRoutesOptions): RoutePlugin =>
  (app: App) => {
    const config = { access: changesPark };
    app.post('/units/:park/:unit/split', { schema: splitSchema, config }, async (request) => {
      const { params, body, context } = request;
      return cutAnswer(
        await splitUnit({
          park: params.park,
          unit: params.unit,
          expected: expectedRevision(request),
          context,
          at: instantOf(body.at),
          into: body.into.map(({ unit, areaM2 }) => ({ code: unit, areaM2 })),
        }),
      );
    });
    app.post('/units/:park/merge', { schema: mergeSchema, config }, async ({ params, body, context }) =>
      cutAnswer(
        await mergeUnits({
          park: params.park,
          units: body.units,
          context,
          at: instantOf(body.at),
          into: { code: body.into.unit, areaM2: body.into.areaM2 },
        }),
      ),
    );
    app.patch('/units/:park/:unit', { schema: correctSchema, config }, async (request, reply) => {
      const { params, body, context } = request;
      const expected = expectedRevision(request);
      const { code, ...unit } = await correctUnit({ ...params, ...body, expected, context });
      sendRevision(reply, unit.factsRevision);
      const { park, subPark, building, floor, areaM2, usage, counts, since, demo } = unit;
      const place = { park, unit: code, subPark, building, floor };
      return toWire({ ...place, areaM2, usage, counts, since, demo, revision: unit.factsRevision });
    });
  };

const changesPark: Access = { resource: 'units', action: 'write', park: ({ params }) => params['park'] };

const cutAnswer = ({ at, retired, parts }: UnitCut) =>
  toWire({
    at,
    retired: retired.map(({ id, code }) => ({ id, unit: code })),
    registered: parts.map(({ id, code, areaM2, newest }) => ({
      id,
      unit: code,
      areaM2,
      status: newest?.status ?? ('unobserved' as const),
      uscc: newest?.uscc,
    })),
  });

const tags = ['units'];
const UnitArea = Type.Refine(
  AreaM2,
  (m2) => m2 > 0,
  () => 'must be more than nothing',
);
const NewPartSchema = Type.Object({ unit: UnitCode, areaM2: UnitArea }, { additionalProperties: false });
const CutAnswer = Type.Object({
  at: InstantSchema,
  retired: Type.Array(Type.Object({ id: Uuid, unit: UnitCode })),
  registered: Type.Array(
    Type.Object({
      id: Uuid,
      unit: UnitCode,
      areaM2: AreaM2,
      status: Type.String({ description: 'Carried on from the old units, or unobserved' }),
      uscc: Type.Optional(Type.String()),
    }),
  ),
});

const splitSchema = {
  tags,
  summary: 'Split a unit into new ones whose areas add up to its own; its history is kept',
  params: Type.Object({ park: ParkCode, unit: UnitCode }),
  headers: Type.Object(ifMatchHeader),
  body: Type.Object(
    { at: InstantSchema, into: Type.Array(NewPartSchema, { minItems: 2, maxItems: 200 }) },
    { additionalProperties: false },
  ),
  response: { 200: CutAnswer },
};

const mergeSchema = {
  tags,
  summary: 'Merge units of one floor and usage into a new one; undoes a split',
  params: Type.Object({ park: ParkCode }),
  body: Type.Object(
    {
      at: InstantSchema,
      units: Type.Array(UnitCode, { minItems: 2, maxItems: 200, uniqueItems: true }),
      into: NewPartSchema,
    },
    { additionalProperties: false },
  ),
  response: { 200: CutAnswer },
};

const correctSchema = {
  tags,
  summary: 'Correct a unit’s area, usage or place, for its whole life',
  params: Type.Object({ park: ParkCode, unit: UnitCode }),
  headers: Type.Object(ifMatchHeader),
  body: Type.Object(
    {
      areaM2: Type.Optional(UnitArea),
      usage: Type.Optional(UnitUsage),
      building: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      floor: Type.Optional(Type.Integer({ minimum: -20, maximum: 200 })),
      despite: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 500,
          pattern: '\\S',
          description: 'Why the area or usage of a unit is corrected that a contract holds',
        }),
      ),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  response: {
    200: Type.Object({
      park: ParkCode,
      unit: UnitCode,
      subPark: Type.String(),
      building: Type.String(),
      floor: Type.Integer(),
      areaM2: AreaM2,
      usage: UnitUsage,
      counts: Type.Boolean(),
      since: InstantSchema,
      demo: Type.Boolean(),
      revision: Type.Integer({ description: 'For If-Match' }),
    }),
  },
};
