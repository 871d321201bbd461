import { AppError } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import {
  accessToCase,
  accessToParkOfBody,
  answerCase,
  type App,
  caseById,
  caseEdit,
  type CaseFile,
  caseRoutes,
  type OnCase,
  onCase,
  type Principal,
  type ReadCases,
  ReasonBody,
  type RoutePlugin,
  whoOf,
  withinReach,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { type Goal, type GoalSide, goalStatuses } from '../../domain/goals/goal.ts';
import { unknownGoal } from '../../domain/goals/goal-refusals.ts';
import type { GoalProgress } from '../../domain/goals/goal-progress.ts';
import type { CommandGoal } from '../../usecases/goals/command-goal.ts';
import type { ReadProgress } from '../../usecases/goals/read-progress.ts';
import {
  BoardItem,
  ChangeBody,
  GoalItem,
  goalOnBoard,
  goalOnWire,
  ProgressSchema,
  ProposalBody,
  tags,
} from './goal-schemas.ts';

export interface GoalRoutesOptions {
  readonly cases: ReadCases<Goal>;
  readonly commands: CommandGoal;
  readonly readProgress: ReadProgress;
  readonly readBoard: (
    park: string,
    period: string | undefined,
  ) => Promise<readonly { readonly file: CaseFile<Goal>; readonly progress: GoalProgress }[]>;
}

/** `/goals`: what parks mean to reach in a month or quarter; proposed, agreed on by the office, followed, judged. */
export const goalRoutes = (options: GoalRoutesOptions): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/goals',
    resource: 'chain',
    tags,
    title: 'Goals of parks',
    statuses: goalStatuses,
    cases: options.cases,
    unknown: unknownGoal,
    item: GoalItem,
    onWire: goalOnWire,
  }),
  following(options),
  changes(options),
];

const following =
  ({ cases: { read }, readProgress, readBoard }: GoalRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get(
      '/goals/:id/progress',
      { schema: progressSchema, config: { access: accessToCase('chain', 'read', read) } },
      async (request) => {
        const { state } = withinReach(await read(request.params.id), request, unknownGoal);
        return readProgress(state);
      },
    );
    app.get(
      '/parks/:code/goals',
      { schema: boardSchema, config: { access: 'public' } },
      async ({ params, query, caller }) => ({
        items: (await readBoard(params.code, query.period)).map(({ file, progress }) =>
          Object.assign(goalOnBoard(file, caller), { progress }),
        ),
      }),
    );
  };

const changes =
  ({ cases: { read }, commands }: GoalRoutesOptions): RoutePlugin =>
  (app: App) => {
    const config = { access: accessToCase('chain', 'write', read) };
    const reach = async (request: OnOne): Promise<OnCase> => {
      withinReach(await read(request.params.id), request, unknownGoal);
      return onCase(request);
    };
    const asOffice = async (request: OnOne & { readonly principal: Principal }): Promise<OnCase> => {
      const on = await reach(request);
      if (!request.principal.roles.includes('leading-group-office')) throw notOffice;
      return on;
    };
    app.post(
      '/goals',
      { schema: proposeSchema, config: { access: accessToParkOfBody('chain', 'write') } },
      async (request, reply) =>
        answerCase(reply.code(201), await commands.propose(request.body, whoOf(request)), goalOnWire),
    );
    app.post('/goals/:id/agree', { schema: agreeSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.agree(await asOffice(request)), goalOnWire),
    );
    app.post('/goals/:id/decline', { schema: declineSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.decline(await asOffice(request), request.body.reason), goalOnWire),
    );
    app.post('/goals/:id/change', { schema: changeSchema, config }, async (request, reply) =>
      answerCase(
        reply,
        await commands.change(await reach(request), sideOf(request), request.body),
        goalOnWire,
      ),
    );
    app.post('/goals/:id/change/agree', { schema: agreeChangeSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.agreeChange(await reach(request), sideOf(request)), goalOnWire),
    );
    app.post('/goals/:id/change/decline', { schema: declineChangeSchema, config }, async (request, reply) =>
      answerCase(
        reply,
        await commands.declineChange(await reach(request), sideOf(request), request.body.reason),
        goalOnWire,
      ),
    );
    app.post('/goals/:id/change/withdraw', { schema: withdrawChangeSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.withdrawChange(await reach(request)), goalOnWire),
    );
    app.post('/goals/:id/withdraw', { schema: withdrawSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.withdraw(await reach(request)), goalOnWire),
    );
  };

type OnOne = Parameters<typeof onCase>[0] & Parameters<typeof withinReach>[1];

const sideOf = ({ principal }: { readonly principal: Principal }): GoalSide =>
  principal.roles.includes('leading-group-office') ? 'office' : 'park';

const notOffice = new AppError(
  'auth.forbidden',
  'forbidden',
  '由领导小组办公室确定。 Goals are agreed on by the leading group’s office.',
);

const edit = { tags, ...caseEdit, response: { 200: GoalItem } };

const progressSchema = {
  tags,
  summary: 'How far a goal is on its way, from live figures',
  ...caseById,
  response: { 200: ProgressSchema },
};
const boardSchema = {
  tags,
  summary:
    'A park’s agreed goals with their progress, for everybody: those that run, or those of a period; who proposed them and why for readers of its goals',
  params: Type.Object({ code: ParkCode }),
  querystring: Type.Object({ period: Type.Optional(Type.String({ maxLength: 10 })) }),
  response: {
    200: Type.Object({
      items: Type.Array(BoardItem),
    }),
  },
};
const proposeSchema = {
  tags,
  summary: 'Propose a goal of a park for a month or quarter; one for a measure and period at a time',
  body: ProposalBody,
  response: { 201: GoalItem },
};
const agreeSchema = { ...edit, summary: 'Agree on a goal: the office, and not who proposed it' };
const declineSchema = { ...edit, summary: 'Decline a proposed goal', body: ReasonBody };
const changeSchema = {
  ...edit,
  summary: 'Propose to change an agreed goal, or to give it up; the other side has to agree',
  body: ChangeBody,
};
const agreeChangeSchema = {
  ...edit,
  summary: 'Agree to a change: the office to the park’s, the park’s task force to the office’s',
};
const declineChangeSchema = {
  ...edit,
  summary: 'Decline a change: the goal stays as it is',
  body: ReasonBody,
};
const withdrawChangeSchema = { ...edit, summary: 'Take a proposed change back' };
const withdrawSchema = { ...edit, summary: 'Take a proposal back' };
