import type { CallFact, OperatorCall } from './operator-call.ts';

/** The call after a fact. */
export function evolveCall(call: OperatorCall | undefined, fact: CallFact): OperatorCall | undefined {
  if (fact.kind === 'called') {
    const { kind: _, by, ...opening } = fact;
    return { status: 'open', openedBy: by, applicants: [], ...opening };
  }
  return call && evolve(call, fact);
}

function evolve(call: OperatorCall, fact: Exclude<CallFact, { readonly kind: 'called' }>): OperatorCall {
  switch (fact.kind) {
    case 'followed': {
      const { kind: _, ...departed } = fact;
      return { ...call, ...departed };
    }
    case 'extended': {
      const { decideBy: _, overdue: __, ...kept } = call;
      return { ...kept, status: 'open', closesAt: fact.closesAt };
    }
    case 'applied': {
      const { kind: _, ...applicant } = fact;
      return { ...call, applicants: [...call.applicants, applicant] };
    }
    case 'application-withdrawn':
      return withdrawn(call, fact.operator, fact.reason);
    case 'closed-for-decision':
      return { ...call, status: 'deciding', decideBy: fact.decideBy };
    case 'overdue':
      return { ...call, overdue: true };
    case 'admitted': {
      const { kind: _, ...admitted } = fact;
      return { ...call, status: 'admitted', admitted };
    }
    case 'admission-lapsed': {
      const { admitted: _, overdue: __, ...kept } = withdrawn(call, fact.operator, '未签约');
      return { ...kept, status: 'deciding', decideBy: fact.decideBy };
    }
    case 'contracted': {
      const { kind: _, ...contract } = fact;
      return { ...call, status: 'contracted', contract };
    }
    case 'failed':
      return { ...call, status: 'failed' };
    case 'withdrawn':
      return { ...call, status: 'withdrawn' };
  }
}

const withdrawn = (call: OperatorCall, operator: string, reason: string): OperatorCall => ({
  ...call,
  applicants: call.applicants.map((applicant) =>
    applicant.operator === operator && applicant.withdrawn === undefined
      ? Object.assign({}, applicant, { withdrawn: reason })
      : applicant,
  ),
});
