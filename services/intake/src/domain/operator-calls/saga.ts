import { Day } from '@yuanqu/domain';
import type { OperatorCall } from './operator-call.ts';
import type { OperatorHandover } from './operator-handover.ts';

export const sagaSteps = [
  'decided',
  'contract-ended',
  'called',
  'admitted',
  'contracted',
  'items-handed-over',
  'done',
] as const;

/** Of those that are not done yet the first is `now`; the others come after it. */
export const stepStates = ['done', 'now', 'to-come', 'not-needed', 'failed'] as const;

export interface SagaStep {
  readonly step: (typeof sagaSteps)[number];
  readonly state: (typeof stepStates)[number];
  readonly at?: string;
  readonly by?: string;
  readonly words?: string;
  readonly dueAt?: string;
}

interface Line<Fact> {
  readonly fact: Fact;
  readonly at: string;
  readonly by: string;
}

export interface SagaCall {
  readonly state: OperatorCall;
  readonly lines: readonly Line<{ readonly kind: string }>[];
}

/** How the departure of an operator and the coming of the next have come on; the call is the one that follows from it. */
export function sagaOf(
  handover: OperatorHandover,
  lines: readonly Line<{ readonly kind: string }>[],
  call: SagaCall | undefined,
): readonly SagaStep[] {
  const [opened] = lines;
  const completed = lines.find(({ fact }) => fact.kind === 'completed');
  const isLate = handover.status === 'too-late';
  return inOrder([
    decided(handover, opened),
    ended(handover, opened),
    ...callSteps(handover, call),
    isLate ? { step: 'items-handed-over', state: 'not-needed' } : items(handover),
    isLate
      ? { step: 'done', state: 'not-needed', words: '其他机构已在运营。 Another operator has the park.' }
      : {
          step: 'done',
          state: completed ? 'done' : 'now',
          ...deedOf(completed),
          ...(!completed && { dueAt: handover.dueAt }),
        },
  ]);
}

const inOrder = (steps: readonly SagaStep[]): readonly SagaStep[] => {
  const first = steps.findIndex(({ state }) => state === 'now' || state === 'failed');
  return steps.map((step, index) =>
    step.state === 'now' && index > first ? Object.assign({}, step, { state: 'to-come' as const }) : step,
  );
};

const deedOf = (line: Line<unknown> | undefined) => (line ? { at: line.at, by: line.by } : {});

const decided = ({ cause }: OperatorHandover, opened: Line<unknown> | undefined): SagaStep => ({
  step: 'decided',
  state: 'done',
  by: cause.by,
  words: cause.reason,
  ...(cause.kind === 'clear-out' ? { at: cause.decidedAt } : deedOf(opened)),
});

const outcomes = {
  ended: '合同终止。 The contract was ended.',
  'over-already': '合同此前已终止。 The contract was over, or agreed to end, already.',
  none: '无合同。 There was no contract.',
} as const;

/** The last day of what ends at an instant, which is excluded. */
const lastDayOf = (until: string): string => {
  const day = Day.of(Date.parse(until) - 1);
  return `最后一日 ${day}，the last day is ${day}.`;
};

const ended = ({ outcome, until }: OperatorHandover, opened: Line<unknown> | undefined): SagaStep => ({
  step: 'contract-ended',
  state: outcome === 'ended' ? 'done' : 'not-needed',
  ...deedOf(opened),
  words: `${outcomes[outcome]}${until === undefined ? '' : ` ${lastDayOf(until)}`}`,
});

function callSteps({ successor }: OperatorHandover, call: SagaCall | undefined): readonly SagaStep[] {
  const names = ['called', 'admitted', 'contracted'] as const;
  const words = successor === undefined ? undefined : `已有接任机构。 ${successor} follows.`;
  if (!call) return names.map((step) => notNeeded(step, words));
  const isOff = call.state.status === 'failed' || call.state.status === 'withdrawn';
  const stateOf = (line: Line<unknown> | undefined): SagaStep['state'] =>
    line ? 'done' : isOff ? 'failed' : 'now';
  return names.map((step): SagaStep => {
    // An admission may have lapsed.
    const isSo = step !== 'admitted' || call.state.admitted !== undefined;
    const line = isSo ? call.lines.findLast(({ fact }) => fact.kind === step) : undefined;
    return Object.assign({ step, state: stateOf(line) }, deedOf(line));
  });
}

const notNeeded = (step: SagaStep['step'], words: string | undefined): SagaStep => ({
  step,
  state: 'not-needed',
  ...(words !== undefined && { words }),
});

function items({ items: all, dueAt }: OperatorHandover): SagaStep {
  const done = all.filter((item) => item.done !== undefined);
  const last = done
    .map((item) => item.done?.at ?? '')
    .toSorted()
    .at(-1);
  return {
    step: 'items-handed-over',
    state: done.length === all.length ? 'done' : 'now',
    words: `${done.length}/${all.length}`,
    ...(last !== undefined && { at: last }),
    ...(done.length < all.length && { dueAt }),
  };
}
