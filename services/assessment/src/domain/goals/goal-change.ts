import { AppError, type Sentence } from '@yuanqu/domain';
import type { Goal, GoalChange, GoalChangeCommand, GoalFact } from './goal.ts';
import { checkValue, goalMeasures, valueText } from './goal-measures.ts';
import { ownProposal, periodOver } from './goal-refusals.ts';

/**
 * An agreed goal is changed, or given up, when the park's side proposes it and the office agrees, or the other way round.
 * Codes: `goal.change-there`, `goal.no-change`, `goal.same-value`, `goal.impossible-value`, `goal.same-side`, `goal.own-proposal`, `goal.not-yours`,
 * `goal.period-over`.
 */
export function decideChange(goal: Goal, command: GoalChangeCommand): readonly GoalFact[] | AppError {
  if (command.kind === 'change') return proposeChange(goal, command);
  const { change } = goal;
  if (!change) return noChange;
  if (command.kind === 'withdraw-change')
    return change.by === command.by ? [{ kind: 'change-withdrawn' }] : notYourChange;
  if (change.by === command.by) return ownProposal;
  if (change.side === command.side) return sameSide(change);
  if (command.kind === 'decline-change')
    return [{ kind: 'change-declined', by: command.by, reason: command.reason, change }];
  if (command.at >= goal.endsAt) return periodOver(goal.period);
  return change.value === undefined
    ? [{ kind: 'given-up', by: command.by, reason: change.why }]
    : [{ kind: 'changed', by: command.by, value: change.value, was: goal.value, reason: change.why }];
}

type Change = Extract<GoalChangeCommand, { readonly kind: 'change' }>;

function proposeChange(goal: Goal, { value, why, by, side, at }: Change): readonly GoalFact[] | AppError {
  if (goal.change) return changeThere;
  if (at >= goal.endsAt) return periodOver(goal.period);
  if (value === goal.value) return sameValue(goal);
  const fault = value === undefined ? undefined : checkValue(goal.measure, value);
  if (fault) return fault;
  return [{ kind: 'change-proposed', change: { ...(value !== undefined && { value }), why, by, side } }];
}

/** What a change makes of a goal, as the middle of a sentence. */
export function changeText(
  { measure }: Pick<Goal, 'measure'>,
  was: number,
  value: number | undefined,
): Sentence {
  const before = valueText(measure, was);
  if (value === undefined)
    return { zh: `不再作为目标（原为 ${before.zh}）`, en: `given up (it was ${before.en})` };
  const after = valueText(measure, value);
  return { zh: `由 ${before.zh} 改为 ${after.zh}`, en: `changed from ${before.en} to ${after.en}` };
}

const changeThere = new AppError(
  'goal.change-there',
  'conflict',
  '已有待确定的变更。 A change of this goal waits to be agreed on already; it can be withdrawn first.',
);
const noChange = new AppError(
  'goal.no-change',
  'conflict',
  '没有待确定的变更。 No change of this goal waits to be agreed on; propose one with POST /goals/{id}/change.',
);
const notYourChange = new AppError(
  'goal.not-yours',
  'forbidden',
  '只有提出人可以撤回变更。 Only who proposed a change withdraws it; the other side can decline it.',
);

const sameSide = ({ side }: GoalChange): AppError =>
  side === 'office'
    ? new AppError(
        'goal.same-side',
        'forbidden',
        '该变更由领导小组办公室提出，须由园区工作专班确定。 The office proposed this change; the park’s task force agrees to it.',
      )
    : new AppError(
        'goal.same-side',
        'forbidden',
        '该变更由园区提出，须由领导小组办公室确定。 The park’s side proposed this change; the leading group’s office agrees to it.',
      );

function sameValue({ measure, value }: Goal): AppError {
  const text = valueText(measure, value);
  const { zh, en } = goalMeasures[measure];
  return new AppError(
    'goal.same-value',
    'invalid',
    `${zh}目标已是 ${text.zh}。 The goal for ${en} is ${text.en} already: name another value.`,
    { errors: [{ pointer: '/value', code: 'same', detail: `is ${value} already` }] },
  );
}
