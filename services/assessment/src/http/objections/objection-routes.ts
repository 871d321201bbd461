import {
  accessToCase,
  accessToParkOfBody,
  answerCase,
  type App,
  caseEdit,
  caseRoutes,
  onCase,
  type ReadCases,
  type RoutePlugin,
  whoOf,
  withinReach,
} from '@yuanqu/service-kit';
import { measureFromWire } from '../../domain/indicator-units.ts';
import { type Objection, objectionStatuses, unknownObjection } from '../../domain/objections/objection.ts';
import type { CommandObjection } from '../../usecases/objections/command-objection.ts';
import { monthOf } from '../reading.ts';
import { DecideBody, ObjectionItem, objectionOnWire, RaiseBody, tags } from './objection-schemas.ts';

/** `/objections`: raised by a park's operator while a month is in preview, decided by somebody who did not close it. */
export const objectionRoutes = (
  cases: ReadCases<Objection>,
  commands: CommandObjection,
): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/objections',
    resource: 'figures',
    tags,
    title: 'Objections to closed months',
    statuses: objectionStatuses,
    cases,
    unknown: unknownObjection,
    item: ObjectionItem,
    onWire: objectionOnWire,
  }),
  changes(cases, commands),
];

const changes =
  ({ read }: Pick<ReadCases<Objection>, 'read'>, commands: CommandObjection): RoutePlugin =>
  (app: App) => {
    const reach = async (request: Parameters<typeof onCase>[0] & Parameters<typeof withinReach>[1]) => {
      withinReach(await read(request.params.id), request, unknownObjection);
      return onCase(request);
    };
    app.post(
      '/objections',
      { schema: raiseSchema, config: { access: accessToParkOfBody('figures', 'appeal') } },
      async (request, reply) => {
        const { month, ...raised } = request.body;
        const file = await commands.raise({ ...raised, month: monthOf(month) }, whoOf(request));
        return answerCase(reply.code(201), file, objectionOnWire);
      },
    );
    app.post(
      '/objections/:id/decide',
      { schema: decideSchema, config: { access: accessToCase('figures', 'decide', read) } },
      async (request, reply) => {
        const { putRight, ...decision } = request.body;
        const measured = putRight && {
          indicator: putRight.indicator,
          measure: measureFromWire(putRight.indicator, putRight.measure),
        };
        const file = await commands.decide(await reach(request), {
          ...decision,
          ...(measured && { putRight: measured }),
        });
        return answerCase(reply, file, objectionOnWire);
      },
    );
    app.post(
      '/objections/:id/withdraw',
      { schema: withdrawSchema, config: { access: accessToCase('figures', 'appeal', read) } },
      async (request, reply) =>
        answerCase(reply, await commands.withdraw(await reach(request)), objectionOnWire),
    );
  };

const edit = { tags, ...caseEdit, response: { 200: ObjectionItem } };

const raiseSchema = {
  tags,
  summary: 'Object to a park’s month while it is in preview: about what, why, on what evidence',
  body: RaiseBody,
  response: { 201: ObjectionItem },
};
const decideSchema = {
  ...edit,
  summary:
    'Uphold or dismiss an objection; upheld, the month is reckoned again, with a measure put right where one is given',
  body: DecideBody,
};
const withdrawSchema = { ...edit, summary: 'Take an objection back' };
