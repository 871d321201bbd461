import { AppError, type Decider } from '@yuanqu/domain';

/** When the group holds: everybody comes, or at least so many. */
export type GroupRule = { readonly kind: 'all' } | { readonly kind: 'at-least'; readonly members: number };

/** Where a member stands: not decided yet, approved, or out (rejected, withdrawn, expired). */
export type MemberStanding = 'open' | 'approved' | 'out';

/** Enterprises of one chain that apply together (抱团). */
export interface ApplicationGroup {
  readonly status: 'gathering' | 'in-review' | 'held' | 'failed';
  readonly park: string;
  readonly name: string;
  readonly rule: GroupRule;
  readonly foundedBy: string;
  /** By the application's id. */
  readonly members: Readonly<Record<string, MemberStanding>>;
}

export type GroupCommand =
  | {
      readonly kind: 'found';
      readonly park: string;
      readonly name: string;
      readonly rule: GroupRule;
      readonly by: string;
    }
  | { readonly kind: 'join'; readonly application: string; readonly park: string }
  | { readonly kind: 'submit' }
  | { readonly kind: 'note'; readonly application: string; readonly standing: 'approved' | 'out' };

export type GroupFact =
  | {
      readonly kind: 'founded';
      readonly park: string;
      readonly name: string;
      readonly rule: GroupRule;
      readonly by: string;
    }
  | { readonly kind: 'joined'; readonly application: string }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'noted'; readonly application: string; readonly standing: 'approved' | 'out' }
  | { readonly kind: 'held' }
  | { readonly kind: 'failed' };

/** What may be done in each status; everything else is refused. What becomes of a member is always noted. */
export const groupTransitions: Readonly<
  Record<ApplicationGroup['status'], readonly Exclude<GroupCommand['kind'], 'found'>[]>
> = {
  gathering: ['join', 'submit', 'note'],
  'in-review': ['note'],
  held: ['note'],
  failed: ['note'],
};

/**
 * A group holds as soon as enough members are approved, and fails as soon as too few can still be. Codes:
 * `application-group.unknown`, `application-group.not-now`, `application-group.too-small`, `application-group.other-park`.
 */
export const groupDecider: Decider<ApplicationGroup | undefined, GroupCommand, GroupFact> = {
  initial: undefined,
  decide: (group, command) => {
    if (command.kind === 'found') return group ? notNow(group) : [{ ...command, kind: 'founded' }];
    if (!group) return unknownGroup;
    if (!groupTransitions[group.status].includes(command.kind)) return notNow(group);
    switch (command.kind) {
      case 'join':
        return command.park === group.park
          ? [{ kind: 'joined', application: command.application }]
          : otherPark(group, command.park);
      case 'submit':
        return submit(group);
      case 'note':
        return note(group, command.application, command.standing);
    }
  },
  evolve: (group, fact) => {
    if (fact.kind === 'founded') {
      const { park, name, rule, by } = fact;
      return { status: 'gathering', park, name, rule, foundedBy: by, members: {} };
    }
    if (!group) return group;
    switch (fact.kind) {
      case 'joined':
        return { ...group, members: { ...group.members, [fact.application]: 'open' } };
      case 'submitted':
        return { ...group, status: 'in-review' };
      case 'noted':
        return { ...group, members: membersAfter(group, fact.application, fact.standing) };
      case 'held':
      case 'failed':
        return { ...group, status: fact.kind };
    }
  },
};

/** Whoever leaves before the group is submitted was never one of it. */
function membersAfter({ status, members }: ApplicationGroup, application: string, standing: MemberStanding) {
  const { [application]: _, ...others } = members;
  return status === 'gathering' && standing === 'out' ? others : { ...members, [application]: standing };
}

/** How many members have to be approved. */
export const neededOf = ({ rule, members }: Pick<ApplicationGroup, 'rule' | 'members'>): number =>
  rule.kind === 'all' ? Object.keys(members).length : rule.members;

function submit(group: ApplicationGroup): readonly GroupFact[] | AppError {
  const count = Object.values(group.members).filter((standing) => standing === 'open').length;
  return count >= Math.max(2, neededOf(group)) ? [{ kind: 'submitted' }] : tooSmall(group, count);
}

function note(
  group: ApplicationGroup,
  application: string,
  standing: 'approved' | 'out',
): readonly GroupFact[] {
  const before = group.members[application];
  if (before === undefined || before === standing) return [];
  const noted: GroupFact = { kind: 'noted', application, standing };
  if (group.status === 'held' || group.status === 'failed') return [noted];
  const standings = Object.values({ ...group.members, [application]: standing });
  const approved = standings.filter((one) => one === 'approved').length;
  const possible = standings.filter((one) => one !== 'out').length;
  if (group.status === 'in-review' && approved >= neededOf(group)) return [noted, { kind: 'held' }];
  return possible < neededOf(group) && group.status === 'in-review' ? [noted, { kind: 'failed' }] : [noted];
}

export const unknownGroup = new AppError(
  'application-group.unknown',
  'not-found',
  '没有该抱团申请。 There is no such group in your reach.',
);

const names: Readonly<Record<ApplicationGroup['status'], string>> = {
  gathering: '正在组团',
  'in-review': '已提交审核',
  held: '已成团',
  failed: '未成团',
};

function notNow({ status }: ApplicationGroup): AppError {
  // Members are noted by what becomes of their applications, not by people.
  const allowed = groupTransitions[status].filter((command) => command !== 'note');
  return new AppError(
    'application-group.not-now',
    'conflict',
    `抱团申请${names[status]}，不能执行该操作。 The group is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nobody can join and it cannot be submitted again'}.`,
    { status, allowed },
  );
}

const otherPark = (group: ApplicationGroup, park: string): AppError =>
  new AppError(
    'application-group.other-park',
    'conflict',
    `抱团申请入驻园区 ${group.park}，与申请的园区 ${park} 不一致。 The group moves into park ${group.park}, the application names ${park}; apply to ${group.park}, or without the group.`,
    { park: group.park },
  );

const tooSmall = (group: ApplicationGroup, count: number): AppError =>
  new AppError(
    'application-group.too-small',
    'conflict',
    `抱团成员 ${count} 家，至少需要 ${Math.max(2, neededOf(group))} 家。 The group has ${count} members; it needs at least ${Math.max(2, neededOf(group))} to be submitted.`,
  );
