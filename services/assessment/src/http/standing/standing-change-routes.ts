import { AppError, Day } from '@yuanqu/domain';
import {
  accessToCase,
  type Action,
  answerCase,
  type App,
  type CaseFile,
  caseEdit,
  type OnCase,
  onCase,
  type ReadCase,
  ReasonBody,
  type Resource,
  type RoutePlugin,
  withinReach,
} from '@yuanqu/service-kit';
import type { TSchema } from 'typebox';
import { unknownStanding } from '../../domain/standing/standing-refusals.ts';
import type { Standing } from '../../domain/standing/standing.ts';
import type { CommandStanding } from '../../usecases/standing/command-standing.ts';
import {
  AppealBody,
  AppealDecisionBody,
  DecisionBody,
  MinutesBody,
  PauseBody,
  PlanBody,
  StandingItem,
  standingOnWire,
  tags,
  WordsBody,
} from './standing-schemas.ts';

type Change = (on: OnCase, body: never) => Promise<CaseFile<Standing>>;

interface ChangeRoute {
  readonly path: string;
  readonly right: readonly [Resource, Action];
  /** Only for the operator that the standing is about. */
  readonly isOperators?: boolean;
  readonly summary: string;
  readonly body: TSchema;
  readonly change: Change;
}

/** Whoever is answered for answers: plan and appeal are the operator's own, as its right to appeal against figures. */
const operators = { right: ['figures', 'appeal'], isOperators: true } as const;
const officials = { right: ['operators', 'write'] } as const;
const leader = { right: ['operators', 'decide'] } as const;
/** The office alone publishes tables; it alone holds still what follows from them. */
const office = { right: ['figures', 'publish'] } as const;

const changes = (commands: CommandStanding): readonly ChangeRoute[] => [
  ...rectification(commands),
  ...clearOut(commands),
  ...standstill(commands),
];

const rectification = (commands: CommandStanding): readonly ChangeRoute[] => [
  {
    path: 'plan',
    ...operators,
    summary: 'Submit the plan of rectification, as the operator; within the days of the rule',
    body: PlanBody,
    change: (on, { words, doneBy }: Body<'words' | 'doneBy'>) =>
      commands.submitPlan(on, words, dayOf(doneBy)),
  },
  {
    path: 'plan-return',
    ...officials,
    summary: 'Send the plan back to be mended; not by whoever submitted it',
    body: ReasonBody,
    change: (on, { reason }: Body<'reason'>) => commands.returnPlan(on, reason),
  },
  {
    path: 'rectification',
    ...officials,
    summary: 'Accept the rectification: back to warned; not by whoever submitted the plan',
    body: WordsBody,
    change: (on, { words }: Body<'words'>) => commands.acceptRectification(on, words),
  },
  {
    path: 'interview',
    ...officials,
    summary: 'The interview has been held: its minutes',
    body: MinutesBody,
    change: (on, { minutes }: Body<'minutes'>) => commands.holdInterview(on, minutes),
  },
];

const clearOut = (commands: CommandStanding): readonly ChangeRoute[] => [
  {
    path: 'clear-out-proposal',
    ...officials,
    summary: 'Propose to clear the operator out, after the interview',
    body: ReasonBody,
    change: (on, { reason }: Body<'reason'>) => commands.proposeClearOut(on, reason),
  },
  {
    path: 'clear-out-refusal',
    ...leader,
    summary: 'Drop the proposal to clear out; not by whoever made it',
    body: ReasonBody,
    change: (on, { reason }: Body<'reason'>) => commands.dropClearOut(on, reason),
  },
  {
    path: 'clear-out',
    ...leader,
    summary:
      'Decide the clear-out, after the time to appeal; not by whoever proposed it. Intake ends the contract',
    body: DecisionBody,
    change: (on, { lastDay, reason }: Body<'lastDay' | 'reason'>) =>
      commands.decideClearOut(on, dayOf(lastDay), reason),
  },
];

/** Appeals and pauses hold everything else still. */
const standstill = (commands: CommandStanding): readonly ChangeRoute[] => [
  {
    path: 'appeal',
    ...operators,
    summary:
      'Appeal against the present step, as the operator, with evidence; deadlines stand still meanwhile',
    body: AppealBody,
    change: (on, { words, evidence }: Body<'words'> & { readonly evidence: [] }) =>
      commands.appeal(on, words, evidence),
  },
  {
    path: 'appeal-decision',
    right: ['figures', 'decide'],
    summary: 'Decide an appeal; upheld, its month counts for nothing and its step is taken back',
    body: AppealDecisionBody,
    change: (on, { upheld, reason }: Body<'reason'> & { readonly upheld: boolean }) =>
      commands.decideAppeal(on, upheld, reason),
  },
  {
    path: 'pause',
    ...office,
    summary: 'Hold deadlines and months still until the end of a day',
    body: PauseBody,
    change: (on, { until, reason }: Body<'until' | 'reason'>) => commands.pause(on, dayOf(until), reason),
  },
  {
    path: 'resume',
    ...office,
    summary: 'End a pause before its day',
    body: ReasonBody,
    change: (on, { reason }: Body<'reason'>) => commands.resume(on, reason),
  },
];

type Body<Names extends string> = { readonly [Name in Names]: string };

/** What is done to a standing, each edit on the revision that the caller saw. */
export const standingChangeRoutes =
  (read: ReadCase<Standing>, commands: CommandStanding): RoutePlugin =>
  (app: App) => {
    for (const { path, right, isOperators, summary, body, change } of changes(commands)) {
      const schema = { tags, summary, ...caseEdit, body, response: { 200: StandingItem } };
      const config = { access: accessToCase(...right, read) };
      app.post(`/operator-standings/:id/${path}`, { schema, config }, async (request, reply) => {
        const { state } = withinReach(await read(request.params.id), request, unknownStanding);
        if (isOperators && request.principal.operator !== state.operator) throw notYours;
        return answerCase(reply, await change(onCase(request), request.body as never), standingOnWire);
      });
    }
  };

/** Errors: those of `Day.parse`. */
function dayOf(text: string): Day {
  const day = Day.parse(text);
  if (day instanceof AppError) throw day;
  return day;
}

const notYours = new AppError(
  'standing.not-your-operator',
  'forbidden',
  '只能由被评价的运营机构提交。 Only the operator that this standing is about does that.',
);
