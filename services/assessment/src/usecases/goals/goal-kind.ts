import { goalAgreed, goalClosed, goalDropped, goalProposed, newEvent, type NewEvent } from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import { type Goal, type GoalCommand, goalDueAt, type GoalFact } from '../../domain/goals/goal.ts';
import { goalDecider } from '../../domain/goals/goal-decider.ts';
import { reachedText, valueText } from '../../domain/goals/goal-measures.ts';

/** Goals as they are kept, and what others hear of them. */
export const goalKind: CaseKind<Goal, GoalCommand, GoalFact> = {
  name: 'goal',
  decider: goalDecider,
  headOf: (goal) => ({ status: goal.status, park: goal.park, dueAt: goalDueAt(goal) }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: (step) => [eventOf(step)],
};

function eventOf({ id, revision, fact, state, deed }: CaseStep<Goal, GoalFact>): NewEvent {
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const { park, measure, value, period, endsAt } = state;
  const text = valueText(measure, value);
  const about = { park, measure, value, valueZh: text.zh, valueEn: text.en, period };
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
  }
}
