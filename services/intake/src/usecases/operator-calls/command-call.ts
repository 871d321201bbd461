import type { CaseFile, CommandCase, OnCase } from '@yuanqu/service-kit';
import type { CallCommand, OperatorCall } from '../../domain/operator-calls/operator-call.ts';
import { unknownOperator } from '../operator-contracts.ts';
import type { CallPorts } from './call-ports.ts';
import { signBy } from './deadlines.ts';
import { makeOpenCall } from './open-call.ts';
import { makeSignWithOperator } from './sign-with-operator.ts';

export interface CommandCallPorts extends CallPorts {
  readonly command: CommandCase<OperatorCall, CallCommand>;
}

/**
 * Calls for operators, enters their applications, admits one and signs with it. Errors: those of the decider,
 * `intake.unknown-park`, `intake.unknown-operator`, `operator-call.running`, `.has-operator`, and those of contracts.
 */
export const makeCommandCall = (ports: CommandCallPorts) => {
  const { transaction, clock, command, lockOperators } = ports;
  const give = ({ id, expected, who }: OnCase, given: CallCommand) => command(id, given, who, { expected });
  return {
    ...makeOpenCall(ports),
    contract: makeSignWithOperator(ports),
    apply: async (on: OnCase, operator: string, words: string): Promise<CaseFile<OperatorCall>> => {
      const known = await transaction(async (tx) => (await lockOperators(tx, [operator])).get(operator));
      if (!known) throw unknownOperator(operator);
      const at = clock().toISOString();
      return give(on, { kind: 'apply', operator, name: known.name, words, enteredBy: on.who.by, at });
    },
    withdrawApplication: (on: OnCase, operator: string, reason: string) =>
      give(on, { kind: 'withdraw-application', operator, reason }),
    admit: (on: OnCase, operator: string, reason: string) =>
      give(on, { kind: 'admit', operator, reason, by: on.who.by, signBy: signBy(clock()) }),
    fail: (on: OnCase, reason: string) => give(on, { kind: 'fail', reason, by: on.who.by }),
    withdraw: (on: OnCase, reason: string) => give(on, { kind: 'withdraw', reason }),
  };
};

export type CommandCall = ReturnType<typeof makeCommandCall>;
