import type { TenancyFact } from './tenancy-facts.ts';
import type { ClearOut, Tenancy, Terms } from './tenancy.ts';

/** The tenancy after a fact. */
export function evolveTenancy(tenancy: Tenancy | undefined, fact: TenancyFact): Tenancy | undefined {
  if (fact.kind === 'intended') {
    const { kind: _, by, ...intent } = fact;
    return { status: 'intended', enteredBy: by, ...intent };
  }
  return tenancy && (changes[fact.kind] as Change)(tenancy, fact);
}

type Fact<Kind extends TenancyFact['kind']> = Extract<TenancyFact, { readonly kind: Kind }>;
type Change = (tenancy: Tenancy, fact: TenancyFact) => Tenancy;

const changes: {
  readonly [Kind in Exclude<TenancyFact['kind'], 'intended'>]: (
    tenancy: Tenancy,
    fact: Fact<Kind>,
  ) => Tenancy;
} = {
  lapsed: (tenancy) => ({ ...tenancy, status: 'lapsed' }),
  signed: (tenancy, { terms }) => ({ ...tenancy, status: 'signed', terms }),
  started: (tenancy) => ({ ...tenancy, status: 'in-force' }),
  changed: (tenancy, { units = tenancy.units, rentFen }) => ({
    ...withTerms(tenancy, rentFen === undefined ? {} : { rentFen }),
    units,
  }),
  // A new term has its own notices, and an exit that was agreed on is off.
  renewed: (tenancy, { until, rentFen }) =>
    without(
      withTerms(tenancy, { until, ...(rentFen !== undefined && { rentFen }) }),
      'noticedDays',
      'exitReason',
    ),
  assigned: (tenancy, { tenant, application }) => ({
    ...tenancy,
    tenant,
    ...(application !== undefined && { application }),
  }),
  'exit-agreed': (tenancy, { on, reason }) => ({
    ...withTerms(tenancy, { until: on }),
    exitReason: reason,
  }),
  expiring: (tenancy, { days }) => ({ ...tenancy, noticedDays: days }),
  'notice-given': (tenancy, { reason, by, hearingUntil, leaveBy }) => ({
    ...tenancy,
    status: 'clearing-out',
    clearOut: { reason, noticedBy: by, hearingUntil, leaveBy },
  }),
  'hearing-asked': (tenancy, { decideBy }) =>
    withClearOut(tenancy, {
      hearing: 'requested',
      ...(decideBy !== undefined && { hearingDecideBy: decideBy }),
    }),
  'hearing-overdue': (tenancy) => withClearOut(tenancy, { hearingOverdue: true }),
  'hearing-upheld': (tenancy) => withClearOut(tenancy, { hearing: 'upheld' }),
  'notice-dropped': (tenancy) => ({ ...without(tenancy, 'clearOut'), status: 'in-force' }),
  'clear-out-overdue': (tenancy) => withClearOut(tenancy, { overdue: true }),
  ended: (tenancy, { how, on }) => ({ ...tenancy, status: 'ended', ended: { how, on } }),
};

const withTerms = (tenancy: Tenancy, change: Partial<Terms>): Tenancy =>
  tenancy.terms ? { ...tenancy, terms: { ...tenancy.terms, ...change } } : tenancy;

const withClearOut = (tenancy: Tenancy, change: Partial<ClearOut>): Tenancy =>
  tenancy.clearOut ? { ...tenancy, clearOut: { ...tenancy.clearOut, ...change } } : tenancy;

type Passing = 'noticedDays' | 'exitReason' | 'clearOut';

const without = (tenancy: Tenancy, ...names: readonly Passing[]): Tenancy =>
  Object.fromEntries(
    Object.entries(tenancy).filter(([name]) => !(names as readonly string[]).includes(name)),
  ) as unknown as Tenancy;
