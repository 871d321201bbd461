import type { StandingFact } from './standing-facts.ts';
import { isCounted, type JudgedMonth, type Standing } from './standing.ts';

/** How many judged months a case shows; the others stay in its history. */
const monthsKept = 36;

/** The standing after a fact. */
export function evolveStanding(standing: Standing | undefined, fact: StandingFact): Standing | undefined {
  if (fact.kind === 'opened') {
    const { kind: _, ...opening } = fact;
    return { status: 'good', months: [], ...opening };
  }
  return standing && (changes[fact.kind] as Change)(standing, fact);
}

type Fact<Kind extends StandingFact['kind']> = Extract<StandingFact, { readonly kind: Kind }>;
type Change = (standing: Standing, fact: StandingFact) => Standing;

const changes: {
  readonly [Kind in Exclude<StandingFact['kind'], 'opened'>]: (
    standing: Standing,
    fact: Fact<Kind>,
  ) => Standing;
} = {
  judged: (standing, { judged, terms }) => ({
    ...standing,
    terms,
    months: withMonth(standing.months, judged),
    ...(standing.frozenAt !== undefined && isCounted(judged) && { waiting: true }),
  }),
  'judged-again': (standing, { judged, was }) => ({
    ...standing,
    months: withMonth(standing.months, judged),
    ...(standing.frozenAt !== undefined && was !== 'poor' && judged.verdict === 'poor' && { waiting: true }),
  }),
  stepped: (standing, fact) => {
    const { from, to, reason, month, at, deadline, appealUntil, proposal } = fact;
    const kept = without(standing, 'deadline', 'appealUntil', 'proposal', ...outdated(standing, fact));
    return {
      ...kept,
      status: to,
      step: { from, reason, at, ...(month !== undefined && { month }) },
      ...(deadline && { deadline }),
      ...(appealUntil !== undefined && { appealUntil }),
      ...(proposal && { proposal }),
      // A new deadline has all its days left, however long the old one has stood still.
      ...(standing.frozenAt !== undefined && { frozenAt: at }),
    };
  },
  'plan-submitted': (standing, { words, doneBy, by, deadline }) => ({
    ...standing,
    plan: { words, doneBy, by },
    deadline,
  }),
  'plan-returned': (standing, { deadline }) => ({ ...without(standing, 'plan'), deadline }),
  'rectification-accepted': (standing) => standing,
  'interview-held': (standing, { minutes, by }) => ({
    ...without(standing, 'deadline'),
    interview: { minutes, by },
  }),
  'proposal-dropped': (standing) => standing,
  'clear-out-decided': (standing, { lastDay, reason, by, deadline }) => ({
    ...without(standing, 'appealUntil'),
    status: 'clear-out-decided',
    clearOut: { lastDay, reason, by },
    deadline,
  }),
  appealed: (standing, { words, evidence, by, dueAt, at }) => ({
    ...standing,
    appeal: { words, evidence, by, dueAt },
    frozenAt: standing.frozenAt ?? at,
  }),
  'appeal-decided': (standing, { excused }) => ({
    ...without(standing, 'appeal', 'appealUntil'),
    months: standing.months.map((judged) =>
      judged.month === excused ? { ...judged, verdict: 'excused' } : judged,
    ),
  }),
  paused: (standing, { reason, until, by, at }) => ({
    ...standing,
    pause: { reason, until, by },
    frozenAt: standing.frozenAt ?? at,
  }),
  resumed: (standing) => without(standing, 'pause'),
  'deadlines-moved': (standing, { deadline, appealUntil }) => ({
    ...without(standing, 'frozenAt', 'waiting', 'deadline', 'appealUntil'),
    ...(deadline && { deadline }),
    ...(appealUntil !== undefined && { appealUntil }),
  }),
  overdue: (standing, { what }) => {
    const { appeal, deadline } = standing;
    if (what === 'appeal') return appeal ? { ...standing, appeal: { ...appeal, told: true } } : standing;
    return deadline ? { ...standing, deadline: { ...deadline, told: true } } : standing;
  },
  'contract-known': (standing, { until }) => ({
    ...without(standing, 'contractUntil'),
    ...(until !== undefined && { contractUntil: until }),
  }),
  ended: (standing, { how, on }) => ({
    ...without(standing, 'deadline', 'appealUntil', 'appeal', 'pause', 'frozenAt', 'waiting'),
    status: how,
    endedOn: on,
  }),
};

/** What a step makes void: a plan belongs to one rectification, an interview to one call. */
function outdated({ plan, interview }: Standing, { from, to }: Fact<'stepped'>): readonly Passing[] {
  const names: Passing[] = [];
  if (plan && to === 'rectifying' && (from === 'good' || from === 'warned')) names.push('plan');
  if (to === 'good' || to === 'warned') names.push('plan', 'interview');
  if (interview && to === 'interview' && from !== 'clear-out-proposed') names.push('interview');
  if (to === 'rectifying') names.push('interview');
  return names;
}

const withMonth = (months: readonly JudgedMonth[], judged: JudgedMonth): readonly JudgedMonth[] =>
  [...months.filter(({ month }) => month !== judged.month), judged]
    .toSorted((a, b) => (a.month < b.month ? -1 : 1))
    .slice(-monthsKept);

type Passing =
  | 'deadline'
  | 'appealUntil'
  | 'proposal'
  | 'plan'
  | 'interview'
  | 'appeal'
  | 'pause'
  | 'frozenAt'
  | 'waiting'
  | 'contractUntil';

const without = (standing: Standing, ...names: readonly Passing[]): Standing =>
  Object.fromEntries(
    Object.entries(standing).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as unknown as Standing;
