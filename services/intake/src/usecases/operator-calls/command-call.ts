import { AppError, type Day, Day as Days, formatInstant, newId } from '@yuanqu/domain';
import {
  type CaseFile,
  type CommandCase,
  handleCase,
  lockCase,
  type OnCase,
  type Who,
} from '@yuanqu/service-kit';
import { unknownCall } from '../../domain/operator-calls/call-decider.ts';
import type { CallCommand, OperatorCall } from '../../domain/operator-calls/operator-call.ts';
import { agreeOn } from '../../domain/operator-contracts.ts';
import { unknownPark } from '../describe-parks.ts';
import { changeContracts, unknownOperator } from '../operator-contracts.ts';
import { callKind } from './call-kind.ts';
import type { CallPorts } from './call-ports.ts';
import { signBy } from './deadlines.ts';
import { runningCall } from './see-off-operator.ts';

export interface CommandCallPorts extends CallPorts {
  readonly command: CommandCase<OperatorCall, CallCommand>;
}

/**
 * Calls for operators, enters their applications, admits one and signs with it. Errors: those of the decider,
 * `intake.unknown-park`, `intake.unknown-operator`, `operator-call.running`, and those of contracts.
 */
export const makeCommandCall = (ports: CommandCallPorts) => {
  const { transaction, append, clock, command, lockContracts, lockOperators } = ports;
  const give = ({ id, expected, who }: OnCase, given: CallCommand) => command(id, given, who, { expected });
  return {
    call: (park: string, words: string, closesOn: Day, who: Who): Promise<CaseFile<OperatorCall>> =>
      transaction(async (tx) => {
        if (!(await lockContracts(tx, [park])).has(park)) throw unknownPark(park);
        const running = await runningCall(tx, park);
        if (running) throw alreadyRunning(running.id);
        const at = clock();
        const closesAt = formatInstant(Days.endMs(closesOn));
        if (closesAt <= at.toISOString()) throw closesPast;
        const given = { kind: 'call', park, words, by: who.by, cause: 'vacancy', closesAt } as const;
        const { file, events } = await handleCase(tx, callKind, newId(at.getTime()), given, { ...who, at });
        await append(tx, events);
        return file;
      }),
    extend: (on: OnCase, closesOn: Day, reason: string): Promise<CaseFile<OperatorCall>> =>
      transaction(async (tx) => {
        const call = await lockCase<OperatorCall>(tx, callKind.name, on.id);
        if (!call) throw unknownCall;
        await lockContracts(tx, [call.state.park]);
        const running = await runningCall(tx, call.state.park);
        // One that failed is opened again by it.
        if (running && running.id !== on.id) throw alreadyRunning(running.id);
        const at = clock();
        const closesAt = formatInstant(Days.endMs(closesOn));
        const given = { kind: 'extend', closesAt, reason, at: at.toISOString() } as const;
        const deed = { ...on.who, at };
        const { file, events } = await handleCase(tx, callKind, on.id, given, deed, {
          expected: on.expected,
        });
        await append(tx, events);
        return file;
      }),
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
    /** Signs with the admitted operator: the contract goes to the registry, one at a time per park. */
    contract: (on: OnCase, from: Date, until: Date | undefined): Promise<CaseFile<OperatorCall>> =>
      transaction(async (tx) => {
        const { state } = (await lockCase<OperatorCall>(tx, callKind.name, on.id)) ?? {};
        if (!state) throw unknownCall;
        const ofPark = (await lockContracts(tx, [state.park])).get(state.park) ?? [];
        const id = newId(clock().getTime());
        const terms = { from: formatInstant(from), ...(until && { until: formatInstant(until) }) };
        const deed = { ...on.who, at: clock() };
        const handled = await handleCase(tx, callKind, on.id, { kind: 'contract', id, ...terms }, deed, {
          expected: on.expected,
        });
        const operator = state.admitted?.operator ?? '';
        const decision = agreeOn(operator, { park: state.park, from, until }, ofPark);
        if (decision instanceof AppError) throw decision;
        const decisions = decision ? [decision] : [];
        const { events } = await changeContracts(ports, tx, operator, decisions, on.who.context);
        await append(tx, [...events, ...handled.events]);
        return handled.file;
      }),
  };
};

export type CommandCall = ReturnType<typeof makeCommandCall>;

const alreadyRunning = (call: string): AppError =>
  new AppError(
    'operator-call.running',
    'conflict',
    `该园区已有征集（${call}）。 The park has a call already, ${call}; extend or withdraw it first.`,
    { call },
  );
const closesPast = new AppError(
  'operator-call.closes-past',
  'invalid',
  '截止日须晚于今日。 A call closes after today.',
);
