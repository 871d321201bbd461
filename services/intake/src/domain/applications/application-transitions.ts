import { AppError } from '@yuanqu/domain';
import type { Application, ApplicationStatus } from './application.ts';

export const applicationCommands = [
  'draft',
  'revise',
  'submit',
  'return',
  'approve',
  'reject',
  'withdraw',
  'confirm',
  'fail-with-group',
  'contract',
] as const;
export type ApplicationCommandKind = (typeof applicationCommands)[number];

/** What may be done in each status; everything else is refused. */
export const applicationTransitions: Readonly<Record<ApplicationStatus, readonly ApplicationCommandKind[]>> =
  {
    drafted: ['revise', 'submit', 'withdraw', 'fail-with-group'],
    returned: ['revise', 'submit', 'withdraw', 'fail-with-group'],
    'in-review': ['return', 'approve', 'reject', 'withdraw', 'fail-with-group'],
    'approved-in-group': ['confirm', 'withdraw', 'fail-with-group'],
    approved: ['contract', 'withdraw'],
    contracted: [],
    rejected: [],
    withdrawn: [],
    expired: [],
    'group-failed': [],
  };

const names: Readonly<Record<ApplicationStatus, string>> = {
  drafted: '草稿',
  returned: '已退回',
  'in-review': '审核中',
  'approved-in-group': '待抱团确认',
  approved: '已批准',
  contracted: '已签约',
  rejected: '已拒绝',
  withdrawn: '已撤回',
  expired: '已过期',
  'group-failed': '抱团未成',
};

/** Refuses what the table does not allow. Code: `application.not-now`. */
export function refuse({ status }: Application, command: ApplicationCommandKind): AppError | undefined {
  const allowed = applicationTransitions[status];
  if (allowed.includes(command)) return undefined;
  return new AppError(
    'application.not-now',
    'conflict',
    `申请${names[status]}，不能执行该操作。 The application is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nothing can be done to it any more'}.`,
    { status, allowed },
  );
}
