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
  'review-again',
  'contract',
] as const;
export type ApplicationCommandKind = (typeof applicationCommands)[number];

/** What may be done in each status; everything else is refused. */
export const applicationTransitions: Readonly<Record<ApplicationStatus, readonly ApplicationCommandKind[]>> =
  {
    drafted: ['revise', 'submit', 'withdraw', 'fail-with-group'],
    returned: ['revise', 'submit', 'withdraw', 'fail-with-group'],
    'in-review': ['return', 'approve', 'reject', 'withdraw', 'fail-with-group'],
    'approved-in-group': ['return', 'reject', 'confirm', 'withdraw', 'fail-with-group'],
    approved: ['contract', 'withdraw', 'review-again'],
    contracted: [],
    rejected: [],
    withdrawn: [],
    expired: [],
    'group-failed': [],
  };

/** What people may do; the others come from a group, a contract, or the clock. */
const commandsOfPeople: ReadonlySet<ApplicationCommandKind> = new Set([
  'revise',
  'submit',
  'return',
  'approve',
  'reject',
  'withdraw',
]);

/** What its status lets somebody do next; who that is is for the roles to say. */
export const nextCommands = ({ status }: Application): ApplicationCommandKind[] =>
  applicationTransitions[status].filter((command) => commandsOfPeople.has(command));

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
export function refuse(application: Application, command: ApplicationCommandKind): AppError | undefined {
  if (applicationTransitions[application.status].includes(command)) return undefined;
  const { status } = application;
  const allowed = nextCommands(application);
  return new AppError(
    'application.not-now',
    'conflict',
    `申请${names[status]}，不能执行该操作。 The application is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nothing can be done to it any more'}.`,
    { status, allowed },
  );
}
