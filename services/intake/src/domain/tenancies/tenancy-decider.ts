import { AppError, Day, type Decider } from '@yuanqu/domain';
import { evolveTenancy } from './evolve-tenancy.ts';
import type { TenancyCommand, TenancyFact } from './tenancy-facts.ts';
import { beforeStart, refuseTerms, renewedTooLong } from './refuse-terms.ts';
import { notNow, refuse } from './tenancy-transitions.ts';
import {
  type ClearOut,
  dueAtOf,
  endsAt,
  expiryNotices,
  hearingDueAt,
  noticeAt,
  startsAt,
  type Tenancy,
} from './tenancy.ts';

/**
 * The transition table says what is possible when; what is decided here is the rest. Codes: `tenancy.unknown`,
 * `tenancy.not-now`, those of `refuseTerms`, `tenancy.before-start`, `tenancy.term-backwards`, `tenancy.not-longer`, `tenancy.not-shorter`, `tenancy.hearing-too-late`,
 * `tenancy.hearing-open`, `tenancy.no-hearing`, `tenancy.own-notice`, `tenancy.too-early`.
 */
export const tenancyDecider: Decider<Tenancy | undefined, TenancyCommand, TenancyFact> = {
  initial: undefined,
  decide: (tenancy, command) => {
    if (command.kind === 'intend') return tenancy ? notNow(tenancy) : [{ ...command, kind: 'intended' }];
    if (!tenancy) return unknownTenancy;
    if (command.kind === 'time-passed') return timePassed(tenancy, command.at);
    return refuse(tenancy, command.kind) ?? (decisions[command.kind] as Decide)(tenancy, command);
  },
  evolve: evolveTenancy,
};

type Command<Kind extends TenancyCommand['kind']> = Extract<TenancyCommand, { readonly kind: Kind }>;
type Decision = readonly TenancyFact[] | AppError;
type Decide = (tenancy: Tenancy, command: TenancyCommand) => Decision;

const decisions: {
  readonly [Kind in Exclude<TenancyCommand['kind'], 'intend' | 'time-passed'>]: (
    tenancy: Tenancy,
    command: Command<Kind>,
  ) => Decision;
} = {
  sign: ({ units }, { terms, at }) => {
    if (terms.until < terms.from || endsAt(terms) <= at) return termBackwards;
    const refused = refuseTerms(terms, units, Day.of(new Date(at)));
    if (refused) return refused;
    return [{ kind: 'signed', terms }, ...(startsAt(terms) <= at ? [{ kind: 'started' } as const] : [])];
  },
  change: (_, command) => [{ ...command, kind: 'changed' }],
  renew: ({ terms }, { until, rentFen, today }) => {
    if (until <= (terms?.until ?? '')) return notLonger;
    return (
      renewedTooLong(until, today) ?? [{ kind: 'renewed', until, ...(rentFen !== undefined && { rentFen }) }]
    );
  },
  assign: (_, command) => [{ ...command, kind: 'assigned' }],
  exit: ({ status, terms }, { on, reason, today }) => {
    if (on > (terms?.until ?? on)) return notShorter;
    if (terms && on < terms.from) return beforeStart(terms.from);
    const agreed = { kind: 'exit-agreed', on, reason } as const;
    // A contract that is given up before it begins has nothing to wait for.
    const isOver = on < today || (status === 'signed' && on === terms?.from);
    return isOver ? [agreed, { kind: 'ended', how: 'early', on }] : [agreed];
  },
  'give-notice': (_, command) => [{ ...command, kind: 'notice-given' }],
  'ask-hearing': ({ clearOut }, { statement, at, decideBy }) => {
    if (clearOut?.hearing !== undefined) return [];
    return at > (clearOut?.hearingUntil ?? '')
      ? hearingTooLate
      : [{ kind: 'hearing-asked', statement, decideBy }];
  },
  'decide-hearing': ({ clearOut }, { result, reason, by }) => {
    if (clearOut?.hearing !== 'requested') return noHearing;
    if (clearOut.noticedBy === by) return ownNotice;
    return [{ kind: result === 'upheld' ? 'hearing-upheld' : 'notice-dropped', reason, by }];
  },
  'clear-out': ({ clearOut }, { at, today }) =>
    (clearOut && refuseClearOut(clearOut, at)) ?? [{ kind: 'ended', how: 'cleared-out', on: today }],
  withdraw: (_, { reason }) => [{ kind: 'lapsed', reason }],
};

/** Nobody is put out before they could be heard. */
function refuseClearOut({ hearing, hearingUntil }: ClearOut, at: string): AppError | undefined {
  if (hearing === 'requested') return hearingOpen;
  return hearing === undefined && at <= hearingUntil ? tooEarly(hearingUntil) : undefined;
}

/** Everything whose time has come, in its order. */
function timePassed(tenancy: Tenancy, at: string): readonly TenancyFact[] {
  const facts: TenancyFact[] = [];
  for (let now: Tenancy | undefined = tenancy; now; now = evolveTenancy(now, facts.at(-1) as TenancyFact)) {
    const dueAt = dueAtOf(now);
    if (dueAt === undefined || dueAt > at) break;
    facts.push(nextFact(now, at));
  }
  return facts;
}

function nextFact({ status, terms, clearOut, exitReason, noticedDays }: Tenancy, at: string): TenancyFact {
  if (status === 'intended' || !terms) return { kind: 'lapsed' };
  if (status === 'signed') return { kind: 'started' };
  if (endsAt(terms) <= at)
    return { kind: 'ended', how: exitReason === undefined ? 'term' : 'early', on: terms.until };
  const [hearingDue] = hearingDueAt(clearOut) ?? [];
  if (hearingDue !== undefined && hearingDue <= at) return { kind: 'hearing-overdue' };
  if (clearOut && !clearOut.overdue && clearOut.leaveBy <= at) return { kind: 'clear-out-overdue' };
  // Of several notices that are due, the last one says it all.
  const days = expiryNotices.findLast(
    (notice) => notice < (noticedDays ?? Number.POSITIVE_INFINITY) && noticeAt(terms, notice) <= at,
  );
  return { kind: 'expiring', days: days ?? 0 };
}

const refusal = (code: string, kind: 'conflict' | 'invalid' | 'forbidden', message: string): AppError =>
  new AppError(`tenancy.${code}`, kind, message);

export const unknownTenancy = new AppError(
  'tenancy.unknown',
  'not-found',
  '没有该入驻记录。 There is no such tenancy in your reach; GET /tenancies lists them.',
);
const termBackwards = refusal(
  'term-backwards',
  'invalid',
  '租期止日须晚于起日和今日。 The term must end after it begins, and after today.',
);
const notLonger = refusal(
  'not-longer',
  'invalid',
  '续租止日须晚于现止日。 A renewal ends later than the present term; to end earlier, use exit.',
);
const notShorter = refusal(
  'not-shorter',
  'invalid',
  '退出日期不得晚于合同止日。 An exit is not later than the end of the term; to stay longer, use renew.',
);
const hearingTooLate = refusal(
  'hearing-too-late',
  'conflict',
  '申请听证的期限已过。 The time for asking for a hearing is over.',
);
const noHearing = refusal(
  'no-hearing',
  'conflict',
  '没有待决的听证。 No hearing was asked for, or it was decided.',
);
const ownNotice = refusal(
  'own-notice',
  'forbidden',
  '发出清退通知者不得裁定听证。 Whoever gave the notice does not decide the hearing; have somebody else do so.',
);
const hearingOpen = refusal(
  'hearing-open',
  'conflict',
  '听证尚未裁定，不能清退。 A hearing was asked for and is not decided yet; decide it first.',
);
const tooEarly = (until: string): AppError =>
  refusal(
    'too-early',
    'conflict',
    `听证申请期限未满（${until}），不能清退。 The tenant can ask for a hearing until ${until}; clear out after that.`,
  );
