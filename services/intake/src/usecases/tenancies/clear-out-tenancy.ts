import { Day } from '@yuanqu/domain';
import type { OnCase } from '@yuanqu/service-kit';
import { makeCommandTenancy } from './command-tenancy.ts';
import { hearingDecideBy, hearingUntil, leaveBy } from './deadlines.ts';
import type { TenancyPorts } from './tenancy-ports.ts';

/** Notice, hearing and clear-out (清退). Errors: those of the decider. */
export const makeClearOutTenancy = (ports: TenancyPorts) => {
  const command = makeCommandTenancy(ports);
  return {
    giveNotice: (on: OnCase, reason: string, leaveInWorkingDays: number | undefined) =>
      command(on, (at) => ({
        kind: 'give-notice',
        reason,
        by: on.who.by,
        hearingUntil: hearingUntil(at),
        leaveBy: leaveBy(at, leaveInWorkingDays),
      })),
    askHearing: (on: OnCase, statement: string) =>
      command(on, (at) => ({
        kind: 'ask-hearing',
        statement,
        at: at.toISOString(),
        decideBy: hearingDecideBy(at),
      })),
    decideHearing: (on: OnCase, result: 'upheld' | 'dropped', reason: string) =>
      command(on, () => ({ kind: 'decide-hearing', result, reason, by: on.who.by })),
    clearOut: (on: OnCase) =>
      command(on, (at) => ({ kind: 'clear-out', at: at.toISOString(), today: Day.of(at) })),
  };
};

export type ClearOutTenancy = ReturnType<typeof makeClearOutTenancy>;
