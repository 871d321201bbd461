import { AppError, type Decider } from '@yuanqu/domain';
import {
  type ApplicationGroup,
  type GroupCommand,
  type GroupFact,
  type MemberStanding,
  neededOf,
} from './application-group.ts';
import { evolveGroup } from './evolve-group.ts';
import { groupNotNow, groupTransitions } from './group-transitions.ts';

/**
 * A group holds as soon as enough members are approved, fails as soon as too few can still be, and is dissolved when too
 * few of those approved stay. Codes: `application-group.unknown`, `application-group.not-now`,
 * `application-group.too-small`, `application-group.other-park`.
 */
export const groupDecider: Decider<ApplicationGroup | undefined, GroupCommand, GroupFact> = {
  initial: undefined,
  decide: (group, command) => {
    if (command.kind === 'found') return group ? groupNotNow(group) : [{ ...command, kind: 'founded' }];
    if (!group) return unknownGroup;
    if (command.kind === 'time-passed') return timePassed(group, command.at);
    if (!groupTransitions[group.status].includes(command.kind)) return groupNotNow(group);
    switch (command.kind) {
      case 'join':
        return command.park === group.park
          ? [{ kind: 'joined', application: command.application }]
          : otherPark(group, command.park);
      case 'submit':
        return submit(group, command.reviewDueAt);
      case 'approve':
        return [{ kind: 'approved', by: command.by }];
      case 'return':
        return [{ kind: 'returned', reason: command.reason, by: command.by }];
      case 'reject':
        return [{ kind: 'rejected', reason: command.reason, by: command.by }];
      case 'note':
        return note(group, command.application, command.standing);
    }
  },
  evolve: evolveGroup,
};

function submit(group: ApplicationGroup, reviewDueAt: string): readonly GroupFact[] | AppError {
  const count = Object.values(group.members).filter((standing) => standing === 'open').length;
  return count >= Math.max(2, neededOf(group))
    ? [{ kind: 'submitted', reviewDueAt }]
    : tooSmall(group, count);
}

function note(group: ApplicationGroup, application: string, standing: MemberStanding): readonly GroupFact[] {
  const before = group.members[application];
  if (before === undefined || before === standing) return [];
  const noted: GroupFact = { kind: 'noted', application, standing };
  const standings = Object.values({ ...group.members, [application]: standing });
  const approved = standings.filter((one) => one === 'approved').length;
  if (group.status === 'held') return approved < neededOf(group) ? [noted, { kind: 'dissolved' }] : [noted];
  if (group.status !== 'in-review') return [noted];
  const possible = standings.filter((one) => one !== 'out').length;
  if (approved >= neededOf(group)) return [noted, { kind: 'held' }];
  return possible < neededOf(group) ? [noted, { kind: 'failed' }] : [noted];
}

/** A review that takes too long goes on; that it is late is told of each member. */
function timePassed({ status, reviewDueAt, overdue }: ApplicationGroup, at: string): readonly GroupFact[] {
  const isLate = status === 'in-review' && !overdue && reviewDueAt !== undefined && reviewDueAt <= at;
  return isLate ? [{ kind: 'review-overdue' }] : [];
}

export const unknownGroup = new AppError(
  'application-group.unknown',
  'not-found',
  '没有该抱团申请。 There is no such group in your reach; GET /application-groups lists them.',
);

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
