import { AppError } from '@yuanqu/domain';
import type { ApplicationGroup, GroupStatus } from './application-group.ts';

export const groupCommands = ['join', 'submit', 'approve', 'return', 'reject', 'note'] as const;
export type GroupCommandKind = (typeof groupCommands)[number];

/** What may be done in each status; everything else is refused. What becomes of a member is always noted. */
export const groupTransitions: Readonly<Record<GroupStatus, readonly GroupCommandKind[]>> = {
  gathering: ['join', 'submit', 'note'],
  'in-review': ['approve', 'return', 'reject', 'note'],
  held: ['note'],
  failed: ['note'],
  rejected: ['note'],
  dissolved: ['note'],
};

/** What people may do next; members are noted by what becomes of their applications. */
export const nextGroupCommands = ({ status }: Pick<ApplicationGroup, 'status'>): GroupCommandKind[] =>
  groupTransitions[status].filter((command) => command !== 'note');

const names: Readonly<Record<GroupStatus, string>> = {
  gathering: '正在组团',
  'in-review': '已提交审核',
  held: '已成团',
  failed: '未成团',
  rejected: '已被拒绝',
  dissolved: '已解散',
};

/** Refuses what the table does not allow. Code: `application-group.not-now`. */
export function groupNotNow({ status }: ApplicationGroup): AppError {
  const allowed = nextGroupCommands({ status });
  return new AppError(
    'application-group.not-now',
    'conflict',
    `抱团申请${names[status]}，不能执行该操作。 The group is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nobody can join, and it is not decided as one any more: decide on its members'}.`,
    { status, allowed },
  );
}
