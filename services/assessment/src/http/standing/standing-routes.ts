import { Instant } from '@yuanqu/events';
import {
  accessToCase,
  type App,
  caseById,
  caseRoutes,
  type ReadCases,
  type RoutePlugin,
  type StepLine,
  withinReach,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { sagaOf, sagaSteps } from '../../domain/standing/saga.ts';
import type { StandingFact } from '../../domain/standing/standing-facts.ts';
import { unknownStanding } from '../../domain/standing/standing-refusals.ts';
import { type Standing, standingStatuses } from '../../domain/standing/standing.ts';
import { StandingItem, standingOnWire, tags } from './standing-schemas.ts';

/** `/operator-standings`: how each operator stands in its park, why, and what it waits for. */
export const standingRoutes = (cases: ReadCases<Standing>): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/operator-standings',
    resource: 'operators',
    tags,
    title: 'Standings of operators',
    statuses: standingStatuses,
    cases,
    unknown: unknownStanding,
    item: StandingItem,
    onWire: standingOnWire,
  }),
  sagaRoute(cases),
];

const sagaRoute =
  ({ read, steps }: Pick<ReadCases<Standing>, 'read' | 'steps'>): RoutePlugin =>
  (app: App) => {
    app.get(
      '/operator-standings/:id/saga',
      { schema: sagaSchema, config: { access: accessToCase('operators', 'read', read) } },
      async (request) => {
        const { id, park, party, state } = withinReach(
          await read(request.params.id),
          request,
          unknownStanding,
        );
        const lines = (await steps(id)).map(toLine);
        return {
          standing: id,
          park: park ?? '',
          operator: party ?? '',
          status: state.status,
          steps: [...sagaOf(state, lines)],
        };
      },
    );
  };

const toLine = ({ fact, at, by }: StepLine) => ({ fact: fact as StandingFact, at: at.toISOString(), by });

const sagaSchema = {
  tags,
  summary: 'The way from a warning to the end of the contract, step by step, across services',
  ...caseById,
  response: {
    200: Type.Object({
      standing: Type.String(),
      park: Type.String(),
      operator: Type.String(),
      status: Type.Enum([...standingStatuses]),
      steps: Type.Array(
        Type.Object({
          step: Type.Enum([...sagaSteps]),
          service: Type.Enum(['assessment', 'intake']),
          state: Type.Enum(['done', 'now', 'ahead', 'taken-back', 'passed-over']),
          at: Type.Optional(Instant),
          by: Type.Optional(Type.String()),
          reason: Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() })),
          dueAt: Type.Optional(Instant),
        }),
      ),
    }),
  },
};
