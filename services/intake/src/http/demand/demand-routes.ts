import { UuidSchema } from '@yuanqu/domain';
import { ParkCode, UnitCode, UnitUsage, UsccText } from '@yuanqu/events';
import {
  accessToCase,
  answerCase,
  type App,
  caseById,
  caseEdit,
  type CaseFile,
  caseFields,
  caseOnWire,
  caseRoutes,
  type OnCase,
  onCase,
  type ReadCases,
  ReasonBody,
  type RoutePlugin,
  withinReach,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { type Demand, demandStatuses, unknownDemand } from '../../domain/demand/demand.ts';
import { closeness } from '../../domain/demand/find-place.ts';
import type { ProposeParks } from '../../usecases/demand/propose-parks.ts';
import { toWire } from '../to-wire.ts';

export interface DemandRoutesOptions {
  readonly cases: ReadCases<Demand>;
  readonly decline: (on: OnCase, reason: string) => Promise<CaseFile<Demand>>;
  readonly proposeParks: ProposeParks;
}

/** `/demands`: the space that approved applications want, what they are offered, and which other parks would fit. */
export const demandRoutes = ({
  cases,
  decline,
  proposeParks,
}: DemandRoutesOptions): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/demands',
    resource: 'applications',
    tags,
    title: 'Space that approved applications want',
    statuses: demandStatuses,
    cases,
    unknown: unknownDemand,
    item: DemandItem,
    onWire: demandOnWire,
  }),
  (app: App) => {
    app.post(
      '/demands/:id/decline',
      { schema: declineSchema, config: { access: accessToCase('applications', 'write', cases.read) } },
      async (request, reply) => {
        withinReach(await cases.read(request.params.id), request, unknownDemand);
        return answerCase(reply, await decline(onCase(request), request.body.reason), demandOnWire);
      },
    );
    app.get(
      '/demands/:id/alternatives',
      { schema: alternativesSchema, config: { access: accessToCase('applications', 'read', cases.read) } },
      async (request) => {
        const demand = withinReach(await cases.read(request.params.id), request, unknownDemand);
        const { fitting, others } = await proposeParks(demand);
        return toWire({ items: [...fitting], others: [...others] });
      },
    );
  },
];

const tags = ['demands'];

const PlaceSchema = Type.Object({
  within: Type.Enum([...closeness]),
  where: Type.String({ description: 'Such as A/3, A, or a sub-park’s code' }),
  units: Type.Array(UnitCode),
  areaM2: Type.Number(),
});

const DemandItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...demandStatuses]),
  park: ParkCode,
  application: UuidSchema,
  applicant: Type.Object({ uscc: Type.Optional(UsccText), name: Type.String() }),
  usage: UnitUsage,
  areaM2: Type.Number(),
  queuedAt: Type.String({ description: 'Its turn: who waits longest is offered first' }),
  missingM2: Type.Optional(Type.Number()),
  largestM2: Type.Optional(Type.Number({ description: 'The largest area free in one sub-park' })),
  offer: Type.Optional(PlaceSchema),
  together: Type.Optional(
    Type.Object(
      {
        group: UuidSchema,
        demands: Type.Integer({ description: 'How many of the group were looked at together' }),
        within: Type.Optional(Type.Enum([...closeness])),
        where: Type.Optional(Type.String()),
        sentence: Type.Object({ zh: Type.String(), en: Type.String() }),
      },
      { description: 'How its group was placed: without `within` no area had room for all' },
    ),
  ),
  declined: Type.Array(UnitCode),
  ended: Type.Optional(Type.String()),
});

const demandOnWire = (file: CaseFile<Demand>) => toWire({ ...caseOnWire(file), ...file.state });

const declineSchema = {
  tags,
  summary: 'Decline the offer: its units are not offered again, and the demand goes to the end of the line',
  ...caseEdit,
  body: ReasonBody,
  response: { 200: DemandItem },
};
const alternativesSchema = {
  tags,
  summary: 'Other parks that fit by policy and space, the best first, and why the others do not',
  ...caseById,
  response: {
    200: Type.Object({
      items: Type.Array(
        Type.Object({
          park: ParkCode,
          name: Type.String(),
          outcome: Type.Enum(['admissible', 'to-review']),
          place: PlaceSchema,
          sentence: Type.Object({ zh: Type.String(), en: Type.String() }),
        }),
      ),
      others: Type.Array(
        Type.Object({
          park: ParkCode,
          name: Type.String(),
          missingM2: Type.Number(),
          reasons: Type.Array(Type.Object({ zh: Type.String(), en: Type.String() })),
        }),
        { description: 'Those that do not fit; the one that lacks least first' },
      ),
    }),
  },
};
