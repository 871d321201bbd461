import { AppError, Day, DaySchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  type Access,
  type App,
  expectedRevision,
  ifMatchHeader,
  ifMatchOnceThereHeader,
  type RoutePlugin,
  sendRevision,
  whoOf,
} from '@yuanqu/service-kit';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { amenityKindCodes } from '../../domain/amenities/amenity.ts';
import type { ListAmenities } from '../../usecases/amenities/amenity-ports.ts';
import type { Expected, KeepAmenity } from '../../usecases/amenities/keep-amenity.ts';
import { toWire } from '../to-wire.ts';

/** `/parks/{park}/amenities`: 周边配套; read by the park’s tenants too, kept by the park's operator. */
export const amenityRoutes =
  (listAmenities: ListAmenities, { put, remove }: KeepAmenity): RoutePlugin =>
  (app: App) => {
    app.get(
      '/parks/:park/amenities',
      { schema: listSchema, config: { access: reads } },
      async ({ params: { park }, query: { kind, on } }) => {
        const day = on === undefined ? undefined : dayOf(on);
        return toWire({ items: await listAmenities([park], { kind, on: day }) });
      },
    );
    app.put(
      '/parks/:park/amenities/:id',
      { schema: putSchema, config: { access: writes } },
      async (request, reply) => {
        const { params, body } = request;
        const { since, until } = body;
        const facts = {
          ...params,
          ...body,
          since: dayOf(since),
          until: until === undefined ? undefined : dayOf(until),
        };
        const { created, amenity } = await put(facts, expectedOf(request), whoOf(request));
        sendRevision(reply, amenity.revision);
        return toWire({ outcome: created ? ('created' as const) : ('kept' as const), ...amenity });
      },
    );
    app.delete(
      '/parks/:park/amenities/:id',
      { schema: deleteSchema, config: { access: writes } },
      async (request) => {
        await remove(request.params, expectedOf(request));
        return { outcome: 'deleted' as const };
      },
    );
  };

const expectedOf = (request: Pick<FastifyRequest, 'headers'>): Expected => ({
  isGiven: request.headers['if-match'] !== undefined,
  revision: () => expectedRevision(request),
});

function dayOf(text: string): Day {
  const day = Day.parse(text);
  if (day instanceof AppError) throw day;
  return day;
}

const park = ({ params }: { readonly params: Readonly<Record<string, string>> }) => params['park'];
const reads = { resource: 'units', action: 'read', park } as const satisfies Access;
const writes = { resource: 'units', action: 'write', park } as const satisfies Access;

const tags = ['amenities'];
const Kind = Type.Enum([...amenityKindCodes]);
const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$', description: 'Such as canteen-1' });
const facts = {
  kind: Kind,
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  distanceM: Type.Integer({ minimum: 0, maximum: 50_000, description: 'By foot from the park’s gate' }),
  capacity: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Beds, seats or m², by kind' }),
  ),
  note: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  since: DaySchema,
  until: Type.Optional({ ...DaySchema, description: 'The last day, included' }),
};
const item = {
  park: ParkCode,
  id: Type.String(),
  ...facts,
  revision: Type.Integer({ description: 'For If-Match' }),
  demo: Type.Boolean(),
};
const one = {
  tags,
  params: Type.Object({ park: ParkCode, id: Id }),
  headers: Type.Object(ifMatchOnceThereHeader),
};

const listSchema = {
  tags,
  summary: 'What is around a park: housing, shops, a cinema, canteens; nearest first',
  params: Type.Object({ park: ParkCode }),
  querystring: Type.Object({
    kind: Type.Optional(Kind),
    on: Type.Optional({ ...DaySchema, description: 'Only what there is on that day' }),
  }),
  response: { 200: Type.Object({ items: Type.Array(Type.Object(item)) }) },
};
const putSchema = {
  ...one,
  summary: 'Enter an amenity, or change it, which takes If-Match; what has closed gets its last day',
  body: Type.Object(facts, { additionalProperties: false }),
  response: { 200: Type.Object({ outcome: Type.Enum(['created', 'kept']), ...item }) },
};
const deleteSchema = {
  ...one,
  headers: Type.Object(ifMatchHeader),
  summary: 'Remove an amenity that was entered by mistake',
  response: { 200: Type.Object({ outcome: Type.Literal('deleted') }) },
};
