import { AppError, Day, DaySchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  type Access,
  type App,
  expectedRevisionIfGiven,
  ifMatchOnceThereHeader,
  type RoutePlugin,
  sendRevision,
  whoOf,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { makeEnterPark } from '../../usecases/parks/enter-park.ts';
import type { District as DistrictFacts, KnownDistrict } from '../../usecases/parks/park-ports.ts';

export interface ParkEntryRoutesOptions {
  readonly enterPark: ReturnType<typeof makeEnterPark>;
  readonly findDistrict: () => Promise<KnownDistrict | undefined>;
  readonly enterDistrict: (district: DistrictFacts, expected: number | undefined) => Promise<KnownDistrict>;
}

/** `PUT /parks/{code}` and `/district`: how a district that starts without the demo comes to its parks. */
export const parkEntryRoutes =
  ({ enterPark, findDistrict, enterDistrict }: ParkEntryRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.put('/parks/:code', { schema: parkSchema, config: { access: byOffice } }, async (request, reply) => {
      const { params, body } = request;
      const since = Day.parse(body.since);
      if (since instanceof AppError) throw since;
      const contractsSince = body.contractsSince === undefined ? undefined : Day.parse(body.contractsSince);
      if (contractsSince instanceof AppError) throw contractsSince;
      const entry = { ...body, code: params.code, since: new Date(Day.startMs(since)) };
      const { outcome, revision } = await enterPark(entry, expectedRevisionIfGiven(request), whoOf(request));
      sendRevision(reply, revision);
      return { outcome, revision };
    });
    app.get('/district', { schema: readDistrictSchema, config: { access: 'public' } }, async (_, reply) => {
      const district = await findDistrict();
      if (!district)
        throw new AppError(
          'intake.no-district',
          'not-found',
          '尚未登记本区。 No district is registered yet.',
        );
      sendRevision(reply, district.revision);
      return district;
    });
    app.put('/district', { schema: districtSchema, config: { access: byOffice } }, async (request, reply) => {
      const district = await enterDistrict(request.body, expectedRevisionIfGiven(request));
      sendRevision(reply, district.revision);
      return district;
    });
  };

/** The district's office decides on what there is, as on the rules for it. */
const byOffice: Access = { resource: 'policies', action: 'decide' };

const tags = ['parks'];
const exact = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const Code = Type.String({
  pattern: '^[A-Za-z0-9\\u4e00-\\u9fff][A-Za-z0-9\\u4e00-\\u9fff_.-]{0,39}$',
  description: 'Up to 40 letters, digits, dots, hyphens and underscores, such as software',
});

const ParkBody = Type.Object(
  {
    name: Name,
    theme: Name,
    leadingIndustries: Type.Array(Type.String({ maxLength: 10 }), {
      maxItems: 20,
      description: 'GB/T 4754-2017: divisions, groups or classes, such as 65',
    }),
    positioning: Type.Optional(Type.String({ maxLength: 500 })),
    since: DaySchema,
    contractsSince: Type.Optional({
      ...DaySchema,
      description:
        'From which day on its tenancies are all entered: whoever is seen in a unit without one is a mismatch then. Left out, that is from its first tenancy on',
    }),
    subParks: Type.Array(
      Type.Object({ code: Code, number: Type.Integer({ minimum: 1, maximum: 999 }), name: Name }, exact),
      { minItems: 1, maxItems: 100, description: 'Number 1 leads' },
    ),
    buildings: Type.Array(Type.Object({ code: Code, subPark: Type.String(), name: Name }, exact), {
      maxItems: 1_000,
      description: 'Their floors come with their units',
    }),
  },
  exact,
);

const parkSchema = {
  tags,
  summary:
    'Register a park (without If-Match), or change it: the whole of it, with the revision that was read',
  params: Type.Object({ code: ParkCode }),
  headers: Type.Object(ifMatchOnceThereHeader),
  body: ParkBody,
  response: {
    200: Type.Object({
      outcome: Type.Enum(['created', 'changed', 'unchanged']),
      revision: Type.Integer({ description: 'For If-Match' }),
    }),
  },
};

const DistrictBody = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9]{6}$', description: 'GB/T 2260, such as 350503' }),
    name: Name,
    city: Name,
    province: Name,
  },
  exact,
);
const District = Type.Object({
  ...DistrictBody.properties,
  revision: Type.Integer({ description: 'For If-Match' }),
});
const readDistrictSchema = { tags, summary: 'The district', response: { 200: District } };
const districtSchema = {
  tags,
  summary: 'Register the district of this installation (without If-Match), or rename it',
  headers: Type.Object(ifMatchOnceThereHeader),
  body: DistrictBody,
  response: { 200: District },
};
