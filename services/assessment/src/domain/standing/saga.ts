import type { Sentence } from '@yuanqu/domain';
import type { StandingFact } from './standing-facts.ts';
import { isEndFixed, type Standing, type StandingStatus, waitsFor } from './standing.ts';

/** The way from a warning to the end of the contract, the part of intake included. */
export const sagaSteps = [
  'warned',
  'rectifying',
  'interview',
  'clear-out-proposed',
  'clear-out-decided',
  'contract-ended',
] as const;

export interface SagaStep {
  readonly step: (typeof sagaSteps)[number];
  readonly service: 'assessment' | 'intake';
  readonly state: 'done' | 'now' | 'ahead' | 'taken-back' | 'passed-over';
  readonly at?: string;
  readonly by?: string;
  readonly reason?: Sentence;
  readonly dueAt?: string;
}

interface Line {
  readonly fact: StandingFact;
  readonly at: string;
  readonly by: string;
}

/** The steps of the saga as far as they have come: what was done when and by whom, what is now, what is ahead. */
export function sagaOf(standing: Standing, lines: readonly Line[]): readonly SagaStep[] {
  const position = positionOf(standing);
  return sagaSteps.map((step, index): SagaStep => {
    const entered = lines.findLast(({ fact }) => enters(fact) === step);
    const isNow = index === position;
    return {
      step,
      service: step === 'contract-ended' ? 'intake' : 'assessment',
      state: stateOf(entered !== undefined, index, position),
      ...(entered && { at: entered.at, by: entered.by, ...reasonOf(entered.fact) }),
      ...(isNow && dueOf(standing)),
    };
  });
}

const dueOf = (standing: Standing) => {
  const dueAt = waitsFor(standing)?.dueAt;
  return dueAt === undefined ? {} : { dueAt };
};

function stateOf(isEntered: boolean, index: number, position: number): SagaStep['state'] {
  if (index === position) return 'now';
  if (index > position) return isEntered ? 'taken-back' : 'ahead';
  return isEntered ? 'done' : 'passed-over';
}

/** Which step a fact enters, if it does. */
function enters(fact: StandingFact): SagaStep['step'] | undefined {
  if (fact.kind === 'clear-out-decided') return 'clear-out-decided';
  if (fact.kind === 'ended') return 'contract-ended';
  return fact.kind === 'stepped' && fact.to !== 'good' ? (fact.to as SagaStep['step']) : undefined;
}

/** Where it is now: -1 before the first step, beyond the last one when it is over. */
function positionOf(standing: Standing): number {
  const { status } = standing;
  if (status === 'cleared-out' || status === 'left') return sagaSteps.length;
  // Intake has set the end; it is over with the operator's last day.
  const step = isEndFixed(standing) ? 'contract-ended' : status;
  return (sagaSteps as readonly (StandingStatus | 'contract-ended')[]).indexOf(step);
}

const reasonOf = (fact: StandingFact): { readonly reason?: Sentence } => {
  if (fact.kind === 'stepped') return { reason: fact.reason };
  if (fact.kind === 'clear-out-decided')
    return {
      reason: { zh: `最后运营日 ${fact.lastDay}：${fact.reason}`, en: `The last day is ${fact.lastDay}.` },
    };
  if (fact.kind !== 'ended') return {};
  return {
    reason:
      fact.how === 'cleared-out'
        ? { zh: `合同终止于 ${fact.on}。`, en: `Intake ended the contract at ${fact.on}.` }
        : {
            zh: `合同已于 ${fact.on} 终止，未经清退。`,
            en: `The contract was over at ${fact.on} without a clear-out.`,
          },
  };
};
