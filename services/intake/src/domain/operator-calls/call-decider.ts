import { AppError, type Decider } from '@yuanqu/domain';
import { evolveCall } from './evolve-call.ts';
import {
  type CallCommand,
  type CallFact,
  type CallStatus,
  dueAtOf,
  type OperatorCall,
  runningCalls,
  standing,
} from './operator-call.ts';

export const callCommands = [
  'extend',
  'apply',
  'withdraw-application',
  'admit',
  'fail',
  'contract',
  'withdraw',
] as const satisfies readonly CallCommand['kind'][];
export type CallCommandKind = (typeof callCommands)[number];

/** What may be done in each status; everything else is refused. */
export const callTransitions: Readonly<Record<CallStatus, readonly CallCommandKind[]>> = {
  open: ['extend', 'apply', 'withdraw-application', 'withdraw'],
  deciding: ['extend', 'withdraw-application', 'admit', 'fail', 'withdraw'],
  admitted: ['contract', 'withdraw'],
  contracted: [],
  failed: ['extend'],
  withdrawn: [],
};

/**
 * Codes: `operator-call.unknown`, `.not-now`, `.closes-past`, `.applied-already`, `.not-applied`, `.leaving`,
 * `.own-application`, `.own-call`.
 */
export const callDecider: Decider<OperatorCall | undefined, CallCommand, CallFact> = {
  initial: undefined,
  decide: (call, command) => {
    if (command.kind === 'call') return call ? [] : [{ ...command, kind: 'called' }];
    if (!call) return unknownCall;
    if (command.kind === 'time-passed') return timePassed(call, command);
    if (command.kind === 'follow') return follow(call, command);
    if (!callTransitions[call.status].includes(command.kind)) return notNow(call);
    return (decisions[command.kind] as Decide)(call, command);
  },
  evolve: evolveCall,
};

type Command<Kind extends CallCommand['kind']> = Extract<CallCommand, { readonly kind: Kind }>;
type Decision = readonly CallFact[] | AppError;
type Decide = (call: OperatorCall, command: CallCommand) => Decision;

const decisions: {
  readonly [Kind in CallCommandKind]: (call: OperatorCall, command: Command<Kind>) => Decision;
} = {
  extend: (call, { closesAt, reason, at }) =>
    closesAt <= at || closesAt <= call.closesAt ? closesPast : [{ kind: 'extended', closesAt, reason }],
  apply: (call, command) => {
    if (command.operator === call.leaving) return isLeaving;
    return applicantOf(call, command.operator) ? appliedAlready : [{ ...command, kind: 'applied' }];
  },
  'withdraw-application': (call, { operator, reason }) =>
    applicantOf(call, operator) ? [{ kind: 'application-withdrawn', operator, reason }] : notApplied,
  admit,
  fail: (_, { reason }) => [{ kind: 'failed', reason }],
  contract: (_, command) => [{ ...command, kind: 'contracted' }],
  withdraw: (_, { reason }) => [{ kind: 'withdrawn', reason }],
};

const applicantOf = (call: OperatorCall, operator: string) =>
  standing(call).find((applicant) => applicant.operator === operator);

function admit(call: OperatorCall, { operator, reason, by, signBy }: Command<'admit'>): Decision {
  const applicant = applicantOf(call, operator);
  if (!applicant) return notApplied;
  if (applicant.enteredBy === by) return ownApplication;
  if (call.openedBy === by) return ownCall;
  return [{ kind: 'admitted', operator, name: applicant.name, reason, by, signBy }];
}

/** Whoever leaves does not follow itself: its application goes with it. A call that follows a departure already stays as it is. */
function follow(call: OperatorCall, { handover, leaving, cause, decideBy }: Command<'follow'>): Decision {
  if (!runningCalls.some((status) => status === call.status)) return notNow(call);
  if (call.handover !== undefined) return [];
  const followed: CallFact = { kind: 'followed', handover, leaving, cause };
  if (call.admitted?.operator === leaving) return [followed, ...lapse(call, leaving, decideBy)];
  return applicantOf(call, leaving)
    ? [followed, { kind: 'application-withdrawn', operator: leaving, reason: '离场' }]
    : [followed];
}

/** Everything whose time has come, in its order. */
function timePassed(call: OperatorCall, { at, decideBy }: Command<'time-passed'>): readonly CallFact[] {
  const dueAt = dueAtOf(call);
  if (dueAt === undefined || dueAt > at) return [];
  const { status } = call;
  if (status === 'deciding') return [{ kind: 'overdue', dueAt }];
  if (status === 'open')
    return standing(call).length > 0
      ? [{ kind: 'closed-for-decision', decideBy }]
      : [{ kind: 'failed', reason: '无机构报名。 Nobody applied.' }];
  return lapse(call, call.admitted?.operator ?? '', decideBy);
}

/** Whoever was admitted does not sign: the others stand again, if there are any. */
function lapse(call: OperatorCall, operator: string, decideBy: string): readonly CallFact[] {
  const others = standing(call).some((applicant) => applicant.operator !== operator);
  const lapsed: CallFact = { kind: 'admission-lapsed', operator, decideBy };
  return others
    ? [lapsed]
    : [
        lapsed,
        { kind: 'failed', reason: '准入机构未按期签约。 The admitted operator did not sign in time.' },
      ];
}

const refusal = (code: string, kind: 'conflict' | 'invalid' | 'forbidden', message: string): AppError =>
  new AppError(`operator-call.${code}`, kind, message);

export const unknownCall = new AppError(
  'operator-call.unknown',
  'not-found',
  '没有该征集。 There is no such call in your reach; GET /operator-calls lists them.',
);
export const closesPast = refusal(
  'closes-past',
  'invalid',
  '截止日须晚于今日和原截止日。 A call closes after today, and an extended one later than before.',
);
const appliedAlready = refusal(
  'applied-already',
  'conflict',
  '该机构已报名。 This operator has applied already.',
);
const notApplied = refusal(
  'not-applied',
  'conflict',
  '该机构未报名或已撤回。 This operator has not applied, or has withdrawn.',
);
const isLeaving = refusal(
  'leaving',
  'conflict',
  '正在离场的机构不得报名接替自己。 Who leaves the park does not apply to follow itself.',
);
const ownApplication = refusal(
  'own-application',
  'forbidden',
  '登记报名者不得选定该机构。 Who entered an application does not admit it; have somebody else do so.',
);
const ownCall = refusal(
  'own-call',
  'forbidden',
  '发起征集者不得选定机构。 Who opened the call does not decide it; have somebody else do so.',
);

const names: Readonly<Record<CallStatus, string>> = {
  open: '正在征集',
  deciding: '待选定',
  admitted: '已准入、待签约',
  contracted: '已签约',
  failed: '征集失败',
  withdrawn: '已撤回',
};

function notNow({ status }: OperatorCall): AppError {
  const allowed = callTransitions[status];
  return new AppError(
    'operator-call.not-now',
    'conflict',
    `该征集${names[status]}，不能执行该操作。 The call is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nothing can be done to it any more'}.`,
    { status, allowed: [...allowed] },
  );
}
