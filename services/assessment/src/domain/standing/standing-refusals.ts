import { AppError } from '@yuanqu/domain';
import type { StandingCommandKind } from './standing-transitions.ts';
import type { Standing } from './standing.ts';

const refusal = (code: string, kind: 'conflict' | 'invalid' | 'forbidden', message: string): AppError =>
  new AppError(`standing.${code}`, kind, message);

const whileFrozen: ReadonlySet<StandingCommandKind> = new Set(['decide-appeal', 'pause', 'resume']);

/** During a pause, and while an appeal is open, all else waits. Codes: `standing.paused`, `standing.appeal-open`. */
export function refuseFrozen(
  { pause, appeal }: Standing,
  command: StandingCommandKind,
): AppError | undefined {
  if (whileFrozen.has(command)) return undefined;
  if (appeal) return appealOpen;
  return pause && paused(pause.until);
}

export const unknownStanding = new AppError(
  'standing.unknown',
  'not-found',
  '没有该运营机构评价。 There is no such standing in your reach; GET /operator-standings lists them.',
);
export const planThere = refusal(
  'plan-there',
  'conflict',
  '整改方案已提交。 A plan of rectification is there already; it stands until it is returned.',
);
export const noPlan = refusal(
  'no-plan',
  'conflict',
  '尚未提交整改方案。 There is no plan of rectification yet; the operator has to submit one.',
);
export const ownPlan = refusal(
  'own-plan',
  'forbidden',
  '不得审定自己提交的方案。 Nobody decides on the plan that they submitted.',
);
export const doneByOutside = (latest: string): AppError =>
  refusal(
    'done-by-outside',
    'invalid',
    `整改期限须在今日之后、${latest} 之前。 The rectification has to be done after today and by ${latest}; name such a day.`,
  );
export const interviewHeld = refusal(
  'interview-held',
  'conflict',
  '约谈已完成。 The interview has been held.',
);
export const noInterview = refusal(
  'no-interview',
  'conflict',
  '须先约谈，方可提请清退。 Before a clear-out is proposed, the interview has to be held.',
);
export const ownProposal = refusal(
  'own-proposal',
  'forbidden',
  '提请人不得作出决定。 Who proposed the clear-out does not decide on it; have somebody else do so.',
);
export const tooEarly = (until: string): AppError =>
  refusal(
    'too-early',
    'conflict',
    `申诉期未满（${until}），不能决定清退。 The operator can appeal until ${until}; decide after that.`,
  );
export const lastDayPast = refusal(
  'last-day-past',
  'invalid',
  '最后运营日不得早于今日。 The last day cannot be before today.',
);
export const appealTooLate = (until: string | undefined): AppError =>
  refusal(
    'appeal-too-late',
    'conflict',
    until === undefined
      ? '当前步骤不可申诉或已申诉。 The present step cannot be appealed against, or was before.'
      : `申诉期限已过（${until}）。 The time to appeal ended at ${until}.`,
  );
export const noAppeal = refusal('no-appeal', 'conflict', '没有待决的申诉。 No appeal waits to be decided.');
export const ownAppeal = refusal(
  'own-appeal',
  'forbidden',
  '不得裁定自己的申诉。 Nobody decides their own appeal.',
);
const appealOpen = refusal(
  'appeal-open',
  'conflict',
  '申诉未决，其他事项暂停。 An appeal is open and all else waits for it; decide it first.',
);
export const paused = (until: string): AppError =>
  refusal(
    'paused',
    'conflict',
    `评价已暂停至 ${until}。 The standing is paused until ${until}; the leading group’s office can resume it earlier.`,
  );
export const notPaused = refusal('not-paused', 'conflict', '未暂停。 It is not paused.');
export const pausePast = refusal(
  'pause-past',
  'invalid',
  '暂停止日不得早于今日。 A pause cannot end before today.',
);
