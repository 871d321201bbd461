import { ParkCode } from '@yuanqu/events';
import { accessToParkOfQuery, type App, type RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { type Place, type PlaceLevel, placeLevels } from '../../domain/candidates/place.ts';
import {
  type Candidate,
  candidateParts,
  candidateReasons,
  missingData,
  type RankedCandidates,
} from '../../domain/candidates/rank-candidates.ts';
import { scopeOf } from '../reading.ts';
import { SentenceSchema } from '../sentence-schema.ts';

export type ListCandidates = (
  level: PlaceLevel,
  parks: readonly string[] | undefined,
) => Promise<RankedCandidates>;

/** `GET /renovation-candidates`: buildings, sub-parks or parks that speak for renovation, with reasons. */
export const candidateRoutes =
  (listCandidates: ListCandidates): RoutePlugin =>
  (app: App) => {
    app.get(
      '/renovation-candidates',
      { schema, config: { access: accessToParkOfQuery('figures', 'read') } },
      async ({ grant, query: { level = 'building', park, limit = 50 } }) => {
        const { items, unobserved, missing } = await listCandidates(level, within(scopeOf(grant), park));
        return {
          level,
          total: items.length,
          missing: [...missing],
          items: items.slice(0, limit).map(candidateOnWire),
          unobserved: unobserved.slice(0, limit).map(placeOnWire),
        };
      },
    );
  };

/** The park that was asked for, if it is within reach; else all that are. */
function within(scope: readonly string[] | undefined, park: string | undefined) {
  if (park === undefined) return scope;
  return scope === undefined || scope.includes(park) ? [park] : [];
}

const placeOnWire = ({ park, parkName, code, name, lettable }: Place) => ({
  park,
  parkName,
  code,
  name,
  lettableM2: Number(lettable) / 100,
});

const candidateOnWire = ({ place, parts, near, far, because, ...candidate }: Candidate) => ({
  ...candidate,
  ...placeOnWire(place),
  target: place.target / 10_000,
  usages: [...place.usages],
  demandInPark: near,
  demandElsewhere: far,
  parts: [...parts],
  because: [...because],
});

const PlaceFields = {
  park: ParkCode,
  parkName: Type.String(),
  code: Type.String({ description: 'Of the building, sub-park or park' }),
  name: Type.String(),
  lettableM2: Type.Number(),
};
const Demand = Type.Object({ demands: Type.Integer(), missingM2: Type.Number() });
const CandidateSchema = Type.Object({
  rank: Type.Integer(),
  ...PlaceFields,
  rate: Type.Number({ description: 'Let over lettable' }),
  target: Type.Number({ description: 'The park’s target occupancy' }),
  vacantM2: Type.Number(),
  usages: Type.Array(Type.String()),
  because: Type.Array(Type.Enum([...candidateReasons]), {
    description: 'Below the target occupancy, below half of the district’s output per mu, or both',
  }),
  outputPerMu: Type.Optional(
    Type.Object(
      { month: Type.String(), yuan: Type.Integer() },
      { description: 'Whole yuan; absent while land is unknown or too few firms reported' },
    ),
  ),
  demandInPark: Demand,
  demandElsewhere: Demand,
  years: Type.Number({ description: 'Since the first of its units was registered' }),
  score: Type.Integer({ description: 'Of 100' }),
  parts: Type.Array(
    Type.Object({
      part: Type.Enum([...candidateParts]),
      points: Type.Integer(),
      of: Type.Integer(),
    }),
  ),
  sentence: SentenceSchema,
});

const schema = {
  tags: ['renovation candidates'],
  summary:
    'Places below their target occupancy or with low output per mu, those that most speak for renovation first, with reasons',
  querystring: Type.Object({
    level: Type.Optional(Type.Enum([...placeLevels], { description: 'building unless told' })),
    park: Type.Optional(ParkCode),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: '50 unless told' })),
  }),
  response: {
    200: Type.Object({
      level: Type.Enum([...placeLevels]),
      total: Type.Integer(),
      missing: Type.Array(Type.Enum([...missingData]), {
        description:
          'What the score would take in and nobody has told of; it is left out, not taken for nothing',
      }),
      items: Type.Array(CandidateSchema),
      unobserved: Type.Array(Type.Object(PlaceFields), {
        description: 'Places that nobody has reported on: nothing can be said of them',
      }),
    }),
  },
};
