import { AppError, Day } from '@yuanqu/domain';
import {
  accessToCase,
  accessToParkOfBody,
  type Action,
  answerCase,
  type App,
  type CaseFile,
  caseEdit,
  caseRoutes,
  everyCase,
  type OnCase,
  onCase,
  type ReadCases,
  ReasonBody,
  type RoutePlugin,
  whoOf,
  withinReach,
} from '@yuanqu/service-kit';
import { type TSchema, Type } from 'typebox';
import { unknownCall } from '../../domain/operator-calls/call-decider.ts';
import { callStatuses, type OperatorCall } from '../../domain/operator-calls/operator-call.ts';
import type { CommandCall } from '../../usecases/operator-calls/command-call.ts';
import { momentOf } from '../moment.ts';
import {
  ApplicantBody,
  ApplyBody,
  CallBody,
  CallItem,
  callOnWire,
  ExtendBody,
  OpenCall,
  openCallOnWire,
  SignBody,
  tags,
} from './call-schemas.ts';

/** `/operator-calls`: 公开征集运营机构, from the call to the contract; `/open-operator-calls` is for everybody. */
export const callRoutes = (cases: ReadCases<OperatorCall>, commands: CommandCall): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/operator-calls',
    resource: 'operators',
    tags,
    title: 'Calls for operators',
    statuses: callStatuses,
    cases,
    unknown: unknownCall,
    item: CallItem,
    onWire: callOnWire,
  }),
  opening(cases, commands),
  changing(cases, commands),
];

const opening =
  ({ list }: Pick<ReadCases<OperatorCall>, 'list'>, commands: CommandCall): RoutePlugin =>
  (app: App) => {
    app.get('/open-operator-calls', { schema: openSchema, config: { access: 'public' } }, async () => {
      const open = await Array.fromAsync(everyCase(list, { parks: '*', statuses: ['open'] }));
      return { items: open.map(openCallOnWire) };
    });
    app.post(
      '/operator-calls',
      { schema: callSchema, config: { access: accessToParkOfBody('operators', 'write') } },
      async (request, reply) => {
        const { park, words, closesOn } = request.body;
        const file = await commands.call(park, words, dayOf(closesOn), whoOf(request));
        return answerCase(reply.code(201), file, callOnWire);
      },
    );
  };

interface Change {
  readonly path: string;
  readonly action: Action;
  readonly summary: string;
  readonly body: TSchema;
  readonly change: (commands: CommandCall, on: OnCase, body: never) => Promise<CaseFile<OperatorCall>>;
}

type Body<Names extends string> = { readonly [Name in Names]: string };

const changes: readonly Change[] = [
  {
    path: 'extend',
    action: 'write',
    summary: 'Take applications for longer, or again after nobody was found',
    body: ExtendBody,
    change: (commands, on, { closesOn, reason }: Body<'closesOn' | 'reason'>) =>
      commands.extend(on, dayOf(closesOn), reason),
  },
  {
    path: 'applications',
    action: 'write',
    summary: 'Enter the application of a registered operator',
    body: ApplyBody,
    change: (commands, on, { operator, words }: Body<'operator' | 'words'>) =>
      commands.apply(on, operator, words),
  },
  {
    path: 'application-withdrawal',
    action: 'write',
    summary: 'An operator withdraws its application',
    body: ApplicantBody,
    change: (commands, on, { operator, reason }: Body<'operator' | 'reason'>) =>
      commands.withdrawApplication(on, operator, reason),
  },
  {
    path: 'admission',
    action: 'decide',
    summary: 'Admit one of the applicants; not by whoever entered it or opened the call',
    body: ApplicantBody,
    change: (commands, on, { operator, reason }: Body<'operator' | 'reason'>) =>
      commands.admit(on, operator, reason),
  },
  {
    path: 'failure',
    action: 'decide',
    summary: 'Admit none of them',
    body: ReasonBody,
    change: (commands, on, { reason }: Body<'reason'>) => commands.fail(on, reason),
  },
  {
    path: 'contract',
    action: 'write',
    summary: 'Sign with the admitted operator; one at a time per park',
    body: SignBody,
    change: (commands, on, { from, until }: Body<'from'> & { readonly until?: string }) =>
      commands.contract(on, momentOf(from), until === undefined ? undefined : momentOf(until)),
  },
  {
    path: 'withdraw',
    action: 'write',
    summary: 'Withdraw the call',
    body: ReasonBody,
    change: (commands, on, { reason }: Body<'reason'>) => commands.withdraw(on, reason),
  },
];

const changing =
  ({ read }: Pick<ReadCases<OperatorCall>, 'read'>, commands: CommandCall): RoutePlugin =>
  (app: App) => {
    for (const { path, action, summary, body, change } of changes) {
      const schema = { tags, summary, ...caseEdit, body, response: { 200: CallItem } };
      const config = { access: accessToCase('operators', action, read) };
      app.post(`/operator-calls/:id/${path}`, { schema, config }, async (request, reply) => {
        withinReach(await read(request.params.id), request, unknownCall);
        return answerCase(reply, await change(commands, onCase(request), request.body as never), callOnWire);
      });
    }
  };

/** Errors: those of `Day.parse`. */
function dayOf(text: string): Day {
  const day = Day.parse(text);
  if (day instanceof AppError) throw day;
  return day;
}

const openSchema = {
  tags,
  summary: 'Which parks call for an operator, and until when',
  response: { 200: Type.Object({ items: Type.Array(OpenCall) }) },
};
const callSchema = {
  tags,
  summary: 'Call publicly for the operator of a park; one call at a time per park',
  body: CallBody,
  response: { 201: CallItem },
};
