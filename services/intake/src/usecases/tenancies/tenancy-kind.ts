import {
  type NewEvent,
  newEvent,
  tenancyChanged,
  tenancyClearOutDropped,
  tenancyClearOutNoticed,
  tenancyClearOutOverdue,
  tenancyEnded,
  tenancyEnteredWithoutApplication,
  tenancyExpiring,
  tenancyHearingAsked,
  tenancyHearingOverdue,
  tenancyHearingUpheld,
  tenancySigned,
} from '@yuanqu/events';
import type { CaseKind, CaseStep } from '@yuanqu/service-kit';
import { dueAtOf, type Tenancy } from '../../domain/tenancies/tenancy.ts';
import { tenancyDecider } from '../../domain/tenancies/tenancy-decider.ts';
import type { TenancyCommand, TenancyFact } from '../../domain/tenancies/tenancy-facts.ts';

/** Tenancies as they are kept, and what others hear of them. */
export const tenancyKind: CaseKind<Tenancy, TenancyCommand, TenancyFact> = {
  name: 'tenancy',
  decider: tenancyDecider,
  headOf: (tenancy) => ({
    status: tenancy.status,
    park: tenancy.park,
    party: tenancy.tenant.uscc,
    dueAt: dueAtOf(tenancy),
  }),
  onDue: (at) => ({ kind: 'time-passed', at }),
  publish: (step) => {
    const event = eventOf(step);
    return event ? [event] : [];
  },
};

type Step = CaseStep<Tenancy, TenancyFact>;

function eventOf(step: Step): NewEvent | undefined {
  const { id, revision, fact, state, deed } = step;
  const envelope = { subject: id, revision, time: deed.at, context: deed.context };
  const about = aboutOf(state);
  switch (fact.kind) {
    case 'intended': {
      const { withoutApplication } = fact;
      if (!withoutApplication) return undefined;
      const { from: _from, until: _until, rentFenPerM2Month: _rent, ...what } = about;
      return newEvent(tenancyEnteredWithoutApplication, {
        ...envelope,
        data: { ...what, ...withoutApplication },
      });
    }
    case 'signed':
      return newEvent(tenancySigned, { ...envelope, data: { ...about, ...originOf(state) } });
    case 'changed':
    case 'renewed':
    case 'assigned':
    case 'exit-agreed':
      return newEvent(tenancyChanged, { ...envelope, data: { ...about, how: fact.kind, ...reasonOf(fact) } });
    case 'expiring':
      return newEvent(tenancyExpiring, { ...envelope, data: { ...about, days: fact.days } });
    case 'ended':
      return newEvent(tenancyEnded, {
        ...envelope,
        data: { ...about, how: fact.how, on: fact.on, ...whyOf(state) },
      });
    default:
      return clearOutEventOf(step, envelope, about);
  }
}

/** What others hear of a notice to leave, the hearing and what became of both. */
function clearOutEventOf(
  { fact, state, deed }: Step,
  envelope: Pick<NewEvent, 'subject' | 'revision' | 'time' | 'context'>,
  about: ReturnType<typeof aboutOf>,
): NewEvent | undefined {
  switch (fact.kind) {
    case 'notice-given':
      return newEvent(tenancyClearOutNoticed, {
        ...envelope,
        data: { ...about, reason: fact.reason, hearingUntil: fact.hearingUntil, leaveBy: fact.leaveBy },
      });
    case 'clear-out-overdue':
      return newEvent(tenancyClearOutOverdue, {
        ...envelope,
        data: { ...about, leaveBy: state.clearOut?.leaveBy ?? deed.at.toISOString() },
      });
    case 'hearing-asked': {
      const { statement, decideBy } = fact;
      return decideBy === undefined
        ? undefined
        : newEvent(tenancyHearingAsked, { ...envelope, data: { ...about, statement, decideBy } });
    }
    case 'hearing-overdue':
      return newEvent(tenancyHearingOverdue, {
        ...envelope,
        data: { ...about, decideBy: state.clearOut?.hearingDecideBy ?? deed.at.toISOString() },
      });
    case 'hearing-upheld':
      return newEvent(tenancyHearingUpheld, {
        ...envelope,
        data: {
          ...about,
          reason: fact.reason,
          leaveBy: state.clearOut?.leaveBy ?? deed.at.toISOString(),
        },
      });
    case 'notice-dropped':
      return newEvent(tenancyClearOutDropped, { ...envelope, data: { ...about, reason: fact.reason } });
    default:
      return undefined;
  }
}

const reasonOf = (fact: TenancyFact) =>
  'reason' in fact && fact.reason !== undefined ? { reason: fact.reason } : {};

const originOf = ({ application }: Tenancy) => (application === undefined ? {} : { application });

function whyOf({ exitReason, clearOut, ended }: Tenancy) {
  const reason = ended?.how === 'cleared-out' ? clearOut?.reason : exitReason;
  return reason === undefined ? {} : { reason };
}

// Facts that others hear of come after the signature, so there are terms.
const aboutOf = ({ park, tenant, units, terms }: Tenancy) => ({
  park,
  tenant: tenant.name,
  ...(tenant.uscc !== undefined && { uscc: tenant.uscc }),
  units: units.map(({ code }) => code),
  areaM2: sumOf(units),
  from: terms?.from ?? '',
  until: terms?.until ?? '',
  rentFenPerM2Month: terms?.rentFen ?? '0',
});

const sumOf = (units: Tenancy['units']): number =>
  Math.round(units.reduce((sum, { areaM2 }) => sum + areaM2 * 100, 0)) / 100;
