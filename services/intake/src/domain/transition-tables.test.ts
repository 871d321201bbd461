import { AppError, type Decider } from '@yuanqu/domain';
import { describe, expect, it } from 'vitest';
import { applicationDecider } from './applications/application-decider.ts';
import type { ApplicationCommand } from './applications/application-facts.ts';
import type { ApplicationGroup, GroupCommand } from './applications/application-group.ts';
import { applicationTransitions } from './applications/application-transitions.ts';
import type { Application } from './applications/application.ts';
import { groupDecider } from './applications/group-decider.ts';
import { groupTransitions } from './applications/group-transitions.ts';
import { type Demand, type DemandCommand, demandDecider, demandTransitions } from './demand/demand.ts';
import { claimDecider } from './incentive-claims/claim-decider.ts';
import type { ClaimCommand } from './incentive-claims/claim-facts.ts';
import { claimTransitions } from './incentive-claims/claim-transitions.ts';
import type { IncentiveClaim } from './incentive-claims/incentive-claim.ts';
import { type Policy, type PolicyCommand, policyDecider, policyTransitions } from './policies/policy.ts';
import {
  type ServiceCommand,
  serviceDecider,
  type ServiceRequest,
  serviceTransitions,
} from './service-requests/service-request.ts';
import { tenancyDecider } from './tenancies/tenancy-decider.ts';
import type { TenancyCommand } from './tenancies/tenancy-facts.ts';
import { tenancyTransitions } from './tenancies/tenancy-transitions.ts';
import type { Tenancy } from './tenancies/tenancy.ts';

type Kinded = { readonly kind: string };

/** A command of every kind that the type knows: one that is missing here does not compile. */
type Samples<Command extends Kinded> = {
  readonly [Kind in Exclude<Command['kind'], 'time-passed'>]: Extract<Command, { readonly kind: Kind }>;
};

interface CaseTable {
  readonly name: string;
  readonly statuses: readonly string[];
  readonly transitions: Readonly<Record<string, readonly string[]>>;
  readonly samples: Readonly<Record<string, Kinded>>;
  /** What is answered to a command when the case is in that status, or is not there at all. */
  readonly decide: (status: string | undefined, command: Kinded) => unknown;
  /** What comes from elsewhere and is passed over where it means nothing any more. */
  readonly passedOver: readonly string[];
  /** What no person does, and what a refusal hence does not propose. */
  readonly notByPeople: readonly string[];
}

function caseTable<State extends { readonly status: string }, Command extends Kinded>(
  name: string,
  decider: Decider<State | undefined, Command, never>,
  transitions: Readonly<Record<State['status'], readonly string[]>>,
  base: State,
  samples: Samples<Command>,
  { passedOver = [], notByPeople = [] }: Partial<Pick<CaseTable, 'passedOver' | 'notByPeople'>> = {},
): CaseTable {
  return {
    name,
    statuses: Object.keys(transitions),
    transitions,
    samples: samples as Readonly<Record<string, Kinded>>,
    decide: (status, command) =>
      decider.decide(status === undefined ? undefined : ({ ...base, status } as State), command as Command),
    passedOver,
    notByPeople,
  };
}

const at = '2026-11-27T04:00:00.000Z';
const later = '2027-12-31T16:00:00.000Z';
const by = 'somebody';
const reason = 'r';
const definition = { admission: [], incentives: [] };
const content: Application['content'] = {
  park: 'software',
  applicant: { name: '演示', industry: '6513', contact: { name: '林', phone: '1' } },
  trade: '软件',
  wanted: { usage: 'office', areaM2: 100 },
  promised: {},
};
const incentive: IncentiveClaim['incentive'] = {
  code: 'rent',
  kind: 'rent-relief',
  zh: '减租',
  en: 'Relief',
  rentSharePercent: 50,
  months: 12,
  proof: '发票',
};
const claimContent = {
  park: 'software',
  tenancy: 't',
  tenant: { name: '演示' },
  policy: 'p',
  policyVersion: '1',
  policyEffectiveFrom: '2026-01-01',
  incentive,
  firstMonth: 1,
  months: 1,
  from: '2026-01-01',
  until: '2026-01-31',
};
const basis = {
  tenancy: { status: 'in-force', tenant: { name: '演示' }, units: [] },
  grantedMonths: [],
} as const;
const place = { within: 'floor', where: 'A/1', units: ['A-1'], areaM2: 100 } as const;
const units = [{ id: '019a4c3f-7d00-7000-8000-2f6a1c9b5e77', code: 'A-0101', areaM2: 100 }];
const terms = { from: '2026-01-01', until: '2027-01-01', rentFen: '1' };
const tenant = { name: '演示' };
const asked = { park: 'software', category: 'repair', tenant, words: '…', answerDueAt: later } as const;
const wanted = {
  park: 'software',
  application: 'a',
  applicant: tenant,
  usage: 'office',
  areaM2: 100,
  queuedAt: at,
} as const;

const tables: readonly CaseTable[] = [
  caseTable<Policy, PolicyCommand>(
    'policy',
    policyDecider as never,
    policyTransitions,
    {
      status: 'draft',
      park: 'software',
      version: '1',
      effectiveFrom: '2026-12-01',
      definition,
      draftedBy: 'a',
    },
    {
      draft: {
        kind: 'draft',
        content: { park: 'software', version: '1', effectiveFrom: '2026-12-01', definition },
        by,
      },
      revise: { kind: 'revise', content: { effectiveFrom: '2026-12-01', definition }, by },
      publish: { kind: 'publish', by, today: '2026-11-27' },
      discard: { kind: 'discard', reason },
    },
  ),
  caseTable<Application, ApplicationCommand>(
    'application',
    applicationDecider as never,
    applicationTransitions,
    { status: 'drafted', content, enteredBy: 'a' } as Application,
    {
      draft: { kind: 'draft', content, by, expiresAt: later },
      revise: { kind: 'revise', content, by, expiresAt: later },
      submit: {
        kind: 'submit',
        admission: { outcome: 'admissible', rules: [] },
        reviewDueAt: later,
        expiresAt: later,
      },
      return: { kind: 'return', reason, by, expiresAt: later },
      approve: { kind: 'approve', by, contractDueAt: later },
      reject: { kind: 'reject', reason, by },
      confirm: { kind: 'confirm', contractDueAt: later },
      'fail-with-group': { kind: 'fail-with-group' },
      'review-again': { kind: 'review-again', reason, reviewDueAt: later },
      withdraw: { kind: 'withdraw' },
      contract: { kind: 'contract', tenancy: 't' },
    },
    { notByPeople: ['confirm', 'fail-with-group', 'review-again', 'contract'] },
  ),
  caseTable<ApplicationGroup, GroupCommand>(
    'application-group',
    groupDecider as never,
    groupTransitions,
    {
      status: 'gathering',
      park: 'software',
      name: 'n',
      rule: { kind: 'all' },
      foundedBy: 'a',
      members: { a: 'open', b: 'open' },
    },
    {
      found: { kind: 'found', park: 'software', name: 'n', rule: { kind: 'all' }, by },
      join: { kind: 'join', application: 'c', park: 'software' },
      submit: { kind: 'submit', reviewDueAt: later },
      approve: { kind: 'approve', by },
      return: { kind: 'return', reason, by },
      reject: { kind: 'reject', reason, by },
      note: { kind: 'note', application: 'a', standing: 'out' },
    },
    { notByPeople: ['note'] },
  ),
  caseTable<Tenancy, TenancyCommand>(
    'tenancy',
    tenancyDecider as never,
    tenancyTransitions,
    { status: 'intended', park: 'software', tenant, units, enteredBy: 'a', intentUntil: later, terms },
    {
      intend: { kind: 'intend', park: 'software', tenant, units, intentUntil: later, by },
      sign: { kind: 'sign', terms, at },
      change: { kind: 'change', reason },
      renew: { kind: 'renew', until: '2030-01-01', today: '2026-11-27' },
      assign: { kind: 'assign', tenant, application: 'a', reason },
      exit: { kind: 'exit', on: '2026-12-01', reason, today: '2026-11-27' },
      'give-notice': { kind: 'give-notice', reason, by, hearingUntil: later, leaveBy: later },
      'ask-hearing': { kind: 'ask-hearing', statement: 's', at, decideBy: later },
      'decide-hearing': { kind: 'decide-hearing', result: 'upheld', reason, by },
      'clear-out': { kind: 'clear-out', at, today: '2026-11-27' },
      withdraw: { kind: 'withdraw', reason },
    },
  ),
  caseTable<ServiceRequest, ServiceCommand>(
    'service-request',
    serviceDecider as never,
    serviceTransitions,
    { ...asked, status: 'open', openedBy: 'a', overdue: false, reopened: 0 },
    {
      open: { kind: 'open', ...asked, by },
      answer: { kind: 'answer', words: '…', by, at, closesAt: later },
      reopen: { kind: 'reopen', words: '…', by, answerDueAt: later },
      rate: { kind: 'rate', stars: 5, by },
      withdraw: { kind: 'withdraw' },
    },
  ),
  caseTable<Demand, DemandCommand>(
    'demand',
    demandDecider as never,
    demandTransitions,
    { ...wanted, status: 'waiting', declined: [], offer: place },
    {
      open: { kind: 'open', ...wanted },
      measure: { kind: 'measure', missingM2: 1, largestM2: 1 },
      offer: { kind: 'offer', place },
      decline: { kind: 'decline', reason, at },
      'lose-offer': { kind: 'lose-offer' },
      meet: { kind: 'meet' },
      'give-up': { kind: 'give-up', reason },
    },
    { passedOver: ['open'], notByPeople: ['measure', 'offer', 'lose-offer', 'meet', 'give-up'] },
  ),
  caseTable<IncentiveClaim, ClaimCommand>(
    'incentive-claim',
    claimDecider as never,
    claimTransitions,
    { ...claimContent, status: 'claimed', claimedBy: 'a', proofs: [], overdue: false },
    {
      claim: {
        kind: 'claim',
        content: claimContent,
        proofs: [],
        stands: { term: claimContent, grantedMonths: [], open: [] },
        by,
        at,
      },
      'give-proof': { kind: 'give-proof', proofs: [{ code: 'proof', reference: 'r', sha256: '', by }], at },
      'ask-proof': { kind: 'ask-proof', reason, by, at },
      check: { kind: 'check', verdicts: [{ code: 'proof', accepted: true }], basis, by, at },
      grant: { kind: 'grant', basis, by },
      refuse: { kind: 'refuse', reason, by },
      withdraw: { kind: 'withdraw' },
      'propose-revocation': { kind: 'propose-revocation', reason, by, at },
      revoke: { kind: 'revoke', by },
      keep: { kind: 'keep', by },
      'end-with-tenancy': { kind: 'end-with-tenancy', reason },
    },
    { passedOver: ['end-with-tenancy'] },
  ),
];

describe.each(tables)(
  '$name',
  ({ name, statuses, transitions, samples, decide, passedOver, notByPeople }) => {
    const cells = statuses.flatMap((status) =>
      Object.entries(samples).map(([kind, command]) => ({ status, kind, command })),
    );

    it.each(cells.filter(({ status, kind }) => transitions[status]?.includes(kind)))(
      '$kind is not refused for its status when $status',
      ({ status, command }) => {
        const answer = decide(status, command);
        expect(answer instanceof AppError && answer.code.endsWith('.not-now')).toBe(false);
      },
    );

    it.each(
      cells.filter(({ status, kind }) => !transitions[status]?.includes(kind) && !passedOver.includes(kind)),
    )('$kind when $status is refused, with the status and what is possible', ({ status, command }) => {
      const allowed = (transitions[status] ?? []).filter((kind) => !notByPeople.includes(kind));
      const answer = decide(status, command);
      expect(answer).toMatchObject({
        code: `${name}.not-now`,
        kind: 'conflict',
        details: { status, allowed },
      });
      const { message } = answer as AppError;
      for (const word of [status, ...allowed]) expect(message).toContain(word);
      // Chinese first.
      expect(message).toMatch(/^\p{Script=Han}/u);
    });

    it('passes over what comes from elsewhere too late', () => {
      for (const status of statuses)
        for (const kind of passedOver)
          expect(decide(status, samples[kind] as Kinded)).not.toBeInstanceOf(AppError);
    });

    it('refuses everything but its opening while there is none, as unknown', () => {
      const opening = Object.keys(samples)[0];
      for (const [kind, command] of Object.entries(samples)) {
        if (kind === opening) continue;
        expect(decide(undefined, command)).toMatchObject({ code: `${name}.unknown`, kind: 'not-found' });
      }
    });
  },
);
