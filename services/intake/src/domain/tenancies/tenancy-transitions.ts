import { AppError } from '@yuanqu/domain';
import type { TenancyCommand } from './tenancy-facts.ts';
import type { Tenancy, TenancyStatus } from './tenancy.ts';

export const tenancyCommands = [
  'sign',
  'change',
  'renew',
  'assign',
  'exit',
  'give-notice',
  'ask-hearing',
  'decide-hearing',
  'clear-out',
  'withdraw',
] as const satisfies readonly TenancyCommand['kind'][];
export type TenancyCommandKind = (typeof tenancyCommands)[number];

/** What may be done in each status; everything else is refused. */
export const tenancyTransitions: Readonly<Record<TenancyStatus, readonly TenancyCommandKind[]>> = {
  intended: ['sign', 'withdraw'],
  lapsed: [],
  signed: ['change', 'assign', 'exit'],
  'in-force': ['change', 'renew', 'assign', 'exit', 'give-notice'],
  'clearing-out': ['ask-hearing', 'decide-hearing', 'clear-out', 'exit'],
  ended: [],
};

const names: Readonly<Record<TenancyStatus, string>> = {
  intended: '意向',
  lapsed: '意向已失效',
  signed: '已签约、未起租',
  'in-force': '履行中',
  'clearing-out': '清退中',
  ended: '已终止',
};

/** Refuses what the table does not allow. Code: `tenancy.not-now`. */
export const refuse = (tenancy: Tenancy, command: TenancyCommandKind): AppError | undefined =>
  tenancyTransitions[tenancy.status].includes(command) ? undefined : notNow(tenancy);

export function notNow({ status }: Pick<Tenancy, 'status'>): AppError {
  const allowed = tenancyTransitions[status];
  return new AppError(
    'tenancy.not-now',
    'conflict',
    `入驻${names[status]}，不能执行该操作。 The tenancy is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nothing can be done to it any more'}.`,
    { status, allowed: [...allowed] },
  );
}
