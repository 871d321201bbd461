import type { ApplicationGroup, GroupFact, MemberStanding } from './application-group.ts';

/** The group after a fact. */
export function evolveGroup(
  group: ApplicationGroup | undefined,
  fact: GroupFact,
): ApplicationGroup | undefined {
  if (fact.kind === 'founded') {
    const { park, name, rule, by } = fact;
    return { status: 'gathering', park, name, rule, foundedBy: by, members: {} };
  }
  return group && evolve(group, fact);
}

function evolve(
  group: ApplicationGroup,
  fact: Exclude<GroupFact, { readonly kind: 'founded' }>,
): ApplicationGroup {
  switch (fact.kind) {
    case 'joined':
      return { ...group, members: { ...group.members, [fact.application]: 'open' } };
    case 'submitted': {
      const { reviewDueAt } = fact;
      return {
        ...group,
        status: 'in-review',
        overdue: false,
        ...(reviewDueAt !== undefined && { reviewDueAt }),
      };
    }
    case 'review-overdue':
      return { ...group, overdue: true };
    case 'approved':
      return { ...group, decidedBy: fact.by };
    case 'returned':
      return {
        ...group,
        status: 'gathering',
        members: membersWith(group, 'open'),
        decidedBy: fact.by,
        reason: fact.reason,
      };
    case 'rejected':
      return {
        ...group,
        status: 'rejected',
        members: membersWith(group, 'out'),
        decidedBy: fact.by,
        reason: fact.reason,
      };
    case 'noted':
      return { ...group, members: membersAfter(group, fact.application, fact.standing) };
    case 'held':
    case 'failed':
    case 'dissolved':
      return { ...group, status: fact.kind };
  }
}

/** Whoever leaves before the group is submitted was never one of it. */
function membersAfter({ status, members }: ApplicationGroup, application: string, standing: MemberStanding) {
  const { [application]: _, ...others } = members;
  return status === 'gathering' && standing === 'out' ? others : { ...members, [application]: standing };
}

/** All who are still in it, in another standing. */
const membersWith = ({ members }: ApplicationGroup, standing: MemberStanding) =>
  Object.fromEntries(
    Object.entries(members).map(([id, before]) => [id, before === 'out' ? before : standing]),
  );
