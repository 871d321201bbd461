import { Day, type Decider, formatInstant } from '@yuanqu/domain';
import { evolveStanding } from './evolve-standing.ts';
import { judge } from './judge-standing.ts';
import type { StandingCommand, StandingFact } from './standing-facts.ts';
import * as refusals from './standing-refusals.ts';
import { stepBackFor, stepTo, thaw, workingDaysAfter } from './standing-steps.ts';
import { refuse, type StandingCommandKind } from './standing-transitions.ts';
import { dueAtOf, isOver, isRung, type Standing } from './standing.ts';

/**
 * The transition table says what is possible when; what is decided here is the rest. Codes: those of
 * `standing-refusals.ts` and `standing.not-now`.
 */
export const standingDecider: Decider<Standing | undefined, StandingCommand, StandingFact> = {
  initial: undefined,
  decide: (standing, command) => {
    if (command.kind === 'open') return standing ? [] : [{ ...command, kind: 'opened' }];
    if (!standing) return refusals.unknownStanding;
    switch (command.kind) {
      case 'judge':
        return judge(standing, command);
      case 'contract-known':
        return contractKnown(standing, command);
      case 'time-passed':
        return timePassed(standing, command.at);
      default:
        return (
          refuse(standing, command.kind) ??
          refusals.refuseFrozen(standing, command.kind) ??
          (decisions[command.kind] as Decide)(standing, command)
        );
    }
  },
  evolve: evolveStanding,
};

type Command<Kind extends StandingCommand['kind']> = Extract<StandingCommand, { readonly kind: Kind }>;
type Decision = ReturnType<typeof standingDecider.decide>;
type Decide = (standing: Standing, command: StandingCommand) => Decision;

const decisions: {
  readonly [Kind in StandingCommandKind]: (standing: Standing, command: Command<Kind>) => Decision;
} = {
  'submit-plan': ({ plan, terms }, { words, doneBy, by, at }) => {
    if (plan) return refusals.planThere;
    const latest = workingDaysAfter(at, terms.days.rectification);
    if (doneBy <= at || doneBy > latest) return refusals.doneByOutside(latest);
    return [
      { kind: 'plan-submitted', words, doneBy, by, deadline: { kind: 'rectification', dueAt: doneBy } },
    ];
  },
  'return-plan': ({ plan, terms }, { reason, by, at }) => {
    if (!plan) return refusals.noPlan;
    if (plan.by === by) return refusals.ownPlan;
    const dueAt = workingDaysAfter(at, terms.days.plan);
    return [{ kind: 'plan-returned', reason, by, deadline: { kind: 'plan', dueAt } }];
  },
  'accept-rectification': (standing, { words, by, at }) => {
    if (!standing.plan) return refusals.noPlan;
    if (standing.plan.by === by) return refusals.ownPlan;
    const reason = { zh: '整改验收合格：转为预警。', en: 'The rectification was accepted: warned.' };
    return [{ kind: 'rectification-accepted', words, by }, stepTo(standing, 'warned', { reason, at })];
  },
  'hold-interview': ({ interview }, { minutes, by }) =>
    interview ? refusals.interviewHeld : [{ kind: 'interview-held', minutes, by }],
  'propose-clear-out': (standing, { reason, by, at }) => {
    if (!standing.interview) return refusals.noInterview;
    const told = {
      zh: `约谈后提请清退：${reason}`,
      en: 'Proposed to be cleared out after the interview.',
    };
    return [stepTo(standing, 'clear-out-proposed', { reason: told, at, proposal: { reason, by } })];
  },
  'drop-clear-out': (standing, { reason, by, at }) => {
    if (standing.proposal?.by === by) return refusals.ownProposal;
    const { from = 'interview' } = standing.step ?? {};
    const told = { zh: `清退提请未获同意：${reason}`, en: 'The proposal to clear out was dropped.' };
    const back = isRung(from) && from !== 'clear-out-proposed' ? from : 'interview';
    return [{ kind: 'proposal-dropped', reason, by }, stepTo(standing, back, { reason: told, at })];
  },
  'decide-clear-out': ({ proposal, appealUntil, terms }, { lastDay, reason, by, at }) => {
    if (proposal?.by === by) return refusals.ownProposal;
    if (appealUntil !== undefined && at <= appealUntil) return refusals.tooEarly(appealUntil);
    if (lastDay < Day.of(new Date(at))) return refusals.lastDayPast;
    const dueAt = workingDaysAfter(formatInstant(Day.startMs(lastDay as Day)), terms.days.handOver);
    return [{ kind: 'clear-out-decided', lastDay, reason, by, deadline: { kind: 'hand-over', dueAt } }];
  },
  appeal: ({ appealUntil, terms }, { words, evidence, by, at }) => {
    if (appealUntil === undefined || at > appealUntil) return refusals.appealTooLate(appealUntil);
    const dueAt = workingDaysAfter(at, terms.days.appealDecision);
    return [{ kind: 'appealed', words, evidence, by, at, dueAt }];
  },
  'decide-appeal': decideAppeal,
  pause: ({ pause }, { reason, untilDay, by, at }) => {
    if (pause) return refusals.paused(pause.until);
    if (untilDay < Day.of(new Date(at))) return refusals.pausePast;
    return [{ kind: 'paused', reason, until: formatInstant(Day.endMs(untilDay as Day)), by, at }];
  },
  resume: (standing, { reason, by, at }) =>
    standing.pause ? goOn(standing, [{ kind: 'resumed', reason, by }], at) : refusals.notPaused,
};

function decideAppeal(standing: Standing, { upheld, reason, by, at }: Command<'decide-appeal'>): Decision {
  const { appeal, proposal, step } = standing;
  if (!appeal) return refusals.noAppeal;
  if (appeal.by === by) return refusals.ownAppeal;
  if (proposal?.by === by) return refusals.ownProposal;
  const month = step?.month;
  const decided: StandingFact = {
    kind: 'appeal-decided',
    upheld,
    reason,
    by,
    ...(upheld && month !== undefined && { excused: month }),
  };
  if (!upheld) return goOn(standing, [decided], at);
  const after = evolveStanding(standing, decided) ?? standing;
  const cause = { at, reason: { zh: `申诉成立：${reason}`, en: 'The appeal was upheld.' } };
  if (month !== undefined) return goOn(standing, [decided, ...stepBackFor(after, month, cause)], at);
  const back = step && isRung(step.from) ? [stepTo(after, step.from, cause)] : [];
  return goOn(standing, [decided, ...back], at);
}

/** The facts, and what goes on after them once nothing holds the deadlines still. */
function goOn(standing: Standing, facts: readonly StandingFact[], at: string): readonly StandingFact[] {
  const after = facts.reduce<Standing>((state, fact) => evolveStanding(state, fact) ?? state, standing);
  return [...facts, ...thaw(after, at)];
}

/** What intake tells of the contract: a later end, an earlier one, or that it is over. Over it is when its end has come. */
function contractKnown(
  standing: Standing,
  { until, at }: Command<'contract-known'>,
): readonly StandingFact[] {
  if (isOver(standing)) return [];
  const known: readonly StandingFact[] =
    until === standing.contractUntil
      ? []
      : [{ kind: 'contract-known', ...(until !== undefined && { until }) }];
  if (until === undefined || until > at) return known;
  return [...known, { kind: 'ended', from: standing.status, how: howEnded(standing, until), on: until }];
}

/** Cleared out is who stayed up to the last day that was decided on; whoever went earlier has left. */
const howEnded = ({ clearOut }: Standing, until: string): 'cleared-out' | 'left' =>
  clearOut && until >= formatInstant(Day.endMs(clearOut.lastDay as Day)) ? 'cleared-out' : 'left';

/** Everything whose time has come, in its order. */
function timePassed(standing: Standing, at: string): readonly StandingFact[] {
  const facts: StandingFact[] = [];
  let now = standing;
  for (let dueAt = dueAtOf(now); dueAt !== undefined && dueAt <= at; dueAt = dueAtOf(now)) {
    const next = nextFacts(now, dueAt, at);
    facts.push(...next);
    now = next.reduce<Standing>((state, fact) => evolveStanding(state, fact) ?? state, now);
  }
  return facts;
}

function nextFacts(standing: Standing, dueAt: string, at: string): readonly StandingFact[] {
  const { contractUntil, pause, appeal, deadline } = standing;
  if (contractUntil === dueAt)
    return [
      { kind: 'ended', from: standing.status, how: howEnded(standing, contractUntil), on: contractUntil },
    ];
  if (pause?.until === dueAt) return goOn(standing, [{ kind: 'resumed', by: 'system' }], at);
  if (appeal?.dueAt === dueAt && !appeal.told) return [{ kind: 'overdue', what: 'appeal', dueAt }];
  if (deadline?.kind === 'plan' || deadline?.kind === 'rectification')
    return [{ kind: 'overdue', what: deadline.kind, dueAt }, missed(standing, deadline.kind, at)];
  return [{ kind: 'overdue', what: deadline?.kind ?? 'appeal', dueAt }];
}

const missed = (standing: Standing, kind: 'plan' | 'rectification', at: string): StandingFact =>
  stepTo(standing, 'interview', {
    at,
    reason:
      kind === 'plan'
        ? {
            zh: '未按期提交整改方案：约谈。',
            en: 'No plan of rectification was submitted in time: interview.',
          }
        : { zh: '未按期完成整改：约谈。', en: 'The rectification was not accepted in time: interview.' },
  });
