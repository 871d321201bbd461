import { UuidSchema } from '@yuanqu/domain';
import {
  accessToCase,
  answerCase,
  type App,
  caseById,
  caseEdit,
  caseRoutes,
  onCase,
  type ReadCases,
  type RoutePlugin,
  type StepLine,
  withinReach,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { OperatorCall } from '../../domain/operator-calls/operator-call.ts';
import {
  type Countable,
  handoverStatuses,
  type OperatorHandover,
  unknownHandover,
} from '../../domain/operator-calls/operator-handover.ts';
import { sagaOf } from '../../domain/operator-calls/saga.ts';
import type { CommandHandover } from '../../usecases/operator-calls/command-handover.ts';
import { HandoverItem, handoverOnWire, ItemDoneBody, Saga, tags } from './handover-schemas.ts';

export interface HandoverRoutesOptions {
  readonly cases: ReadCases<OperatorHandover>;
  readonly calls: ReadCases<OperatorCall>;
  readonly commands: CommandHandover;
  readonly countOpen: (park: string) => Promise<Readonly<Record<Countable, number>>>;
}

/** `/operator-handovers`: what an operator that leaves hands over, who did it when, and the whole saga. */
export const handoverRoutes = (options: HandoverRoutesOptions): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/operator-handovers',
    resource: 'operators',
    tags,
    title: 'Hand-overs of operators',
    statuses: handoverStatuses,
    cases: options.cases,
    unknown: unknownHandover,
    item: HandoverItem,
    onWire: handoverOnWire,
  }),
  sagaRoute(options),
  changes(options),
];

const sagaRoute =
  ({ cases, calls, countOpen }: HandoverRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/operator-handovers/:id/saga',
      { schema: sagaSchema, config: { access: accessToCase('operators', 'read', cases.read) } },
      async (request) => {
        const { id, state } = withinReach(await cases.read(request.params.id), request, unknownHandover);
        const call = state.call === undefined ? undefined : await calls.read(state.call);
        const lines = call ? (await calls.steps(call.id)).map(toLine) : [];
        const steps = sagaOf(
          state,
          (await cases.steps(id)).map(toLine),
          call && { state: call.state, lines },
        );
        const { park, operator, status } = state;
        return { handover: id, park, operator, status, openNow: await countOpen(park), steps: [...steps] };
      },
    );
  };

const toLine = ({ fact, at, by }: StepLine) => ({
  fact,
  at: at.toISOString(),
  by,
});

const changes =
  ({ cases: { read }, commands }: HandoverRoutesOptions): RoutePlugin =>
  (app: App) => {
    const config = { access: accessToCase('operators', 'write', read) };
    app.post(
      '/operator-handovers/:id/items/:item',
      { schema: itemSchema, config },
      async (request, reply) => {
        withinReach(await read(request.params.id), request, unknownHandover);
        const { params, body } = request;
        return answerCase(
          reply,
          await commands.doItem(onCase(request), params.item, body.words),
          handoverOnWire,
        );
      },
    );
    app.post(
      '/operator-handovers/:id/complete',
      { schema: completeSchema, config },
      async (request, reply) => {
        withinReach(await read(request.params.id), request, unknownHandover);
        return answerCase(reply, await commands.complete(onCase(request)), handoverOnWire);
      },
    );
  };

const sagaSchema = {
  tags,
  summary:
    'The departure of an operator and the coming of the next, step by step, and what is open in the park now',
  ...caseById,
  response: { 200: Saga },
};
const itemSchema = {
  tags,
  summary: 'A line of the checklist was handed over; what can be counted is counted',
  ...caseEdit,
  params: Type.Object({ id: UuidSchema, item: Type.String({ maxLength: 40 }) }),
  body: ItemDoneBody,
  response: { 200: HandoverItem },
};
const completeSchema = {
  tags,
  summary: 'Everything was handed over: tasks and open cases of the park are the successor’s now',
  ...caseEdit,
  response: { 200: HandoverItem },
};
