import type { Sentence } from '@yuanqu/domain';
import {
  type NewEvent,
  newEvent,
  operatorAppealDecided,
  operatorClearOutDecided,
  operatorStandingAppealed,
  operatorStandingChanged,
  operatorStandingOverdue,
  operatorStandingPaused,
  operatorStandingProceeded,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import { nextOfStanding } from '../../domain/standing/next-of-standing.ts';
import { standingDecider } from '../../domain/standing/standing-decider.ts';
import type { StandingCommand, StandingFact } from '../../domain/standing/standing-facts.ts';
import { dueAtOf, type Standing, type StandingStatus } from '../../domain/standing/standing.ts';

/** Standings as they are kept, and what others hear of them. */
export const standingKind: CaseKind<Standing, StandingCommand, StandingFact> = {
  name: 'operator-standing',
  decider: standingDecider,
  headOf: (standing) => ({
    status: standing.status,
    park: standing.park,
    party: standing.operator,
    dueAt: dueAtOf(standing),
  }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: eventsOf,
};

type Step = CaseStep<Standing, StandingFact>;

function eventsOf(step: Step): readonly NewEvent[] {
  const { fact, state } = step;
  const envelope = envelopeOf(step);
  const operated = operatedOf(state);
  const about = { ...operated, status: state.status };
  switch (fact.kind) {
    case 'stepped':
      return [changed(step, fact.from, fact.reason, fact.month)];
    case 'clear-out-decided': {
      const { lastDay, reason, by } = fact;
      const data = { ...operated, lastDay, reason, decidedBy: by };
      return [
        changed(step, 'clear-out-proposed', { zh: reason, en: reason }, undefined, reason),
        newEvent(operatorClearOutDecided, { ...envelope, data }),
      ];
    }
    case 'ended':
      return [changed(step, fact.from, endText[fact.how])];
    case 'overdue':
      return [
        newEvent(operatorStandingOverdue, {
          ...envelope,
          data: { ...about, what: fact.what, dueAt: fact.dueAt },
        }),
      ];
    case 'plan-submitted':
    case 'plan-returned':
      return [proceeded(step, fact.kind, fact.deadline.dueAt)];
    case 'interview-held':
      return [proceeded(step, fact.kind)];
    case 'appealed':
      return [newEvent(operatorStandingAppealed, { ...envelope, data: { ...about, decideBy: fact.dueAt } })];
    case 'appeal-decided':
      return [
        newEvent(operatorAppealDecided, {
          ...envelope,
          data: {
            ...about,
            outcome: fact.upheld ? 'upheld' : 'rejected',
            reason: fact.reason,
            ...(fact.excused !== undefined && { month: fact.excused }),
          },
        }),
      ];
    case 'paused':
      return [
        newEvent(operatorStandingPaused, {
          ...envelope,
          data: { ...about, until: fact.until, reason: fact.reason },
        }),
      ];
    default:
      return [];
  }
}

const changed = (
  step: Step,
  from: StandingStatus,
  reason: Sentence,
  month?: string,
  inBoth = `${reason.zh} ${reason.en}`,
): NewEvent => {
  const { state } = step;
  const next = nextOfStanding(state);
  return newEvent(operatorStandingChanged, {
    ...envelopeOf(step),
    data: {
      ...operatedOf(state),
      from,
      to: state.status,
      reason: inBoth,
      reasonZh: reason.zh,
      reasonEn: reason.en,
      nextZh: next.zh,
      nextEn: next.en,
      ...(month !== undefined && { month }),
      ...(state.deadline && { dueAt: state.deadline.dueAt }),
    },
  });
};

const proceeded = (
  step: Step,
  kind: 'plan-submitted' | 'plan-returned' | 'interview-held',
  dueAt?: string,
): NewEvent =>
  newEvent(operatorStandingProceeded, {
    ...envelopeOf(step),
    data: {
      ...operatedOf(step.state),
      status: step.state.status,
      step: kind,
      ...(dueAt !== undefined && { dueAt }),
    },
  });

const envelopeOf = ({ id, revision, deed }: Step) => ({
  subject: id,
  revision,
  time: deed.at,
  context: deed.context,
});

const operatedOf = ({ park, operator, operatorName }: Standing) => ({ park, operator, operatorName });

const endText = {
  'cleared-out': { zh: '合同已终止，清退完成。', en: 'The contract has been ended: cleared out.' },
  left: { zh: '合同已终止，已离场。', en: 'The contract is over: gone.' },
} as const;
