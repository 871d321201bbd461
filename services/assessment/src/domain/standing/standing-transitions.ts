import { AppError, type Sentence } from '@yuanqu/domain';
import type { StandingCommand } from './standing-facts.ts';
import type { Standing, StandingStatus } from './standing.ts';

/** What people may do; the others come from the league table, from intake, or from the clock. */
export const standingCommands = [
  'submit-plan',
  'return-plan',
  'accept-rectification',
  'hold-interview',
  'propose-clear-out',
  'drop-clear-out',
  'decide-clear-out',
  'appeal',
  'decide-appeal',
  'pause',
  'resume',
] as const satisfies readonly StandingCommand['kind'][];
export type StandingCommandKind = (typeof standingCommands)[number];

const always = ['pause', 'resume'] as const;
const appealing = ['appeal', 'decide-appeal'] as const;

/** What may be done in each status; everything else is refused. */
export const standingTransitions: Readonly<Record<StandingStatus, readonly StandingCommandKind[]>> = {
  good: always,
  warned: [...appealing, ...always],
  rectifying: ['submit-plan', 'return-plan', 'accept-rectification', ...appealing, ...always],
  interview: ['hold-interview', 'propose-clear-out', ...appealing, ...always],
  'clear-out-proposed': ['drop-clear-out', 'decide-clear-out', ...appealing, ...always],
  'clear-out-decided': [],
  'cleared-out': [],
  left: [],
};

export const statusNames: Readonly<Record<StandingStatus, Sentence>> = {
  good: { zh: '良好', en: 'good' },
  warned: { zh: '预警', en: 'warned' },
  rectifying: { zh: '整改', en: 'in rectification' },
  interview: { zh: '约谈', en: 'called to an interview' },
  'clear-out-proposed': { zh: '拟清退', en: 'proposed to be cleared out' },
  'clear-out-decided': { zh: '决定清退', en: 'to be cleared out' },
  'cleared-out': { zh: '已清退', en: 'cleared out' },
  left: { zh: '已离场', en: 'gone' },
};

/** Refuses what the table does not allow. Code: `standing.not-now`. */
export function refuse({ status }: Standing, command: StandingCommandKind): AppError | undefined {
  const allowed = standingTransitions[status];
  if (allowed.includes(command)) return undefined;
  return new AppError(
    'standing.not-now',
    'conflict',
    `该运营机构${statusNames[status].zh}，不能执行该操作。 The operator is ${statusNames[status].en}; ${allowed.length > 0 ? `${allowed.join(', ')} can be done now` : 'nothing can be done any more'}.`,
    { status, allowed: [...allowed] },
  );
}
