import {
  goalAgreed,
  goalChanged,
  goalChangeDeclined,
  goalChangeProposed,
  goalClosed,
  goalDropped,
  goalProposed,
  newEvent,
  type NewEvent,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import { type Goal, type GoalCommand, goalDueAt, type GoalFact } from '../../domain/goals/goal.ts';
import { goalDecider } from '../../domain/goals/goal-decider.ts';
import { changeText } from '../../domain/goals/goal-change.ts';
import { reachedText, valueText } from '../../domain/goals/goal-measures.ts';

/** Goals as they are kept, and what others hear of them. */
export const goalKind: CaseKind<Goal, GoalCommand, GoalFact> = {
  name: 'goal',
  decider: goalDecider,
  headOf: (goal) => ({ status: goal.status, park: goal.park, dueAt: goalDueAt(goal) }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: (step) => eventsOf(step),
};

type Step = CaseStep<Goal, GoalFact>;

function eventsOf(step: Step): readonly NewEvent[] {
  const event = eventOf(step) ?? changeEventOf(step);
  return event ? [event] : [];
}

function eventOf({ id, revision, fact, state, deed }: Step): NewEvent | undefined {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const { measure, endsAt } = state;
  const about = aboutOf(state);
  switch (fact.kind) {
    case 'proposed':
      return newEvent(goalProposed, { ...envelope, data: { ...about, endsAt } });
    case 'agreed':
      return newEvent(goalAgreed, { ...envelope, data: { ...about, endsAt } });
    case 'declined':
      return newEvent(goalDropped, {
        ...envelope,
        data: { ...about, how: fact.kind, reason: fact.reason },
      });
    case 'withdrawn':
    case 'lapsed':
      return newEvent(goalDropped, { ...envelope, data: { ...about, how: fact.kind } });
    case 'closed': {
      const { outcome, reached } = fact;
      const { zh: reachedZh, en: reachedEn } = reachedText(measure, reached);
      const figures = { reachedZh, reachedEn, ...(reached !== undefined && { reached }) };
      return newEvent(goalClosed, { ...envelope, data: { ...about, outcome, ...figures } });
    }
    default:
      return undefined;
  }
}

/** What others hear of the change of an agreed goal; who takes a change back does so in silence. */
function changeEventOf({ id, revision, fact, state, deed }: Step): NewEvent | undefined {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const about = aboutOf(state);
  const changed = (was: number, value: number | undefined) => {
    const { zh: changeZh, en: changeEn } = changeText(state, was, value);
    return { ...about, changeZh, changeEn };
  };
  switch (fact.kind) {
    case 'change-proposed': {
      const { value, why: reason, side } = fact.change;
      const data = { ...changed(state.value, value), side, endsAt: state.endsAt, reason };
      return newEvent(goalChangeProposed, { ...envelope, data });
    }
    case 'changed':
      return newEvent(goalChanged, {
        ...envelope,
        data: { ...changed(fact.was, fact.value), was: fact.was, reason: fact.reason },
      });
    case 'given-up':
      return newEvent(goalChanged, {
        ...envelope,
        data: { ...changed(state.value, undefined), was: state.value, givenUp: true, reason: fact.reason },
      });
    case 'change-declined':
      return newEvent(goalChangeDeclined, {
        ...envelope,
        data: { ...changed(state.value, fact.change.value), reason: fact.reason },
      });
    default:
      return undefined;
  }
}

function aboutOf({ park, measure, value, period }: Goal) {
  const text = valueText(measure, value);
  return { park, measure, value, valueZh: text.zh, valueEn: text.en, period };
}
