import { AppError, type Day, newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, handleCase, type OnCase, type Who } from '@yuanqu/service-kit';
import { successorOf } from '../../domain/operator-calls/leave-park.ts';
import type { OperatorCall } from '../../domain/operator-calls/operator-call.ts';
import type { OperatorContract } from '../../domain/operator.ts';
import { unknownPark } from '../describe-parks.ts';
import { callKind } from './call-kind.ts';
import type { CallPorts } from './call-ports.ts';
import { closingOf } from './deadlines.ts';
import { lockCall } from './lock-call.ts';
import { openHandover, planHandover } from './plan-handover.ts';
import { runningCall } from './see-off-operator.ts';

/**
 * Calls for the operator of a park, for the successor of one that leaves if there is such; takes applications for longer.
 * Errors: `intake.unknown-park`, `operator-call.unknown`, `.running`, `.has-operator`, `.closes-past` and those of the decider.
 */
export const makeOpenCall = ({ transaction, append, clock, lockContracts }: CallPorts) => {
  return {
    call: (park: string, words: string, closesOn: Day, who: Who): Promise<CaseFile<OperatorCall>> =>
      transaction(async (tx) => {
        const ofPark = (await lockContracts(tx, [park])).get(park);
        if (!ofPark) throw unknownPark(park);
        const unending = ofPark.find(({ until }) => until === undefined);
        if (unending) throw hasOperator(unending);
        const running = await runningCall(tx, park);
        if (running) throw alreadyRunning(running.id);
        const at = clock();
        const closesAt = closingOf(closesOn, at);
        const id = newId(at.getTime());
        const deed = { ...who, at };
        const left = await withoutSuccessor(tx, park, ofPark);
        const cause = left
          ? { cause: left.state.cause.kind, handover: left.id, leaving: left.state.operator }
          : ({ cause: 'vacancy' } as const);
        const given = { kind: 'call', park, words, by: who.by, ...cause, closesAt } as const;
        const { file, events } = await handleCase(tx, callKind, id, given, deed);
        const planned = left
          ? await planHandover(tx, { handover: left.id, call: id }, { closesAt }, deed)
          : [];
        await append(tx, [...events, ...planned]);
        return file;
      }),
    extend: (on: OnCase, closesOn: Day, reason: string): Promise<CaseFile<OperatorCall>> =>
      transaction(async (tx) => {
        const { park } = (await lockCall(lockContracts, tx, on.id)).call;
        const running = await runningCall(tx, park);
        // One that failed is opened again by it.
        if (running && running.id !== on.id) throw alreadyRunning(running.id);
        const at = clock();
        const closesAt = closingOf(closesOn, at);
        const given = { kind: 'extend', closesAt, reason, at: at.toISOString() } as const;
        const deed = { ...on.who, at };
        const { file, events } = await handleCase(tx, callKind, on.id, given, deed, {
          expected: on.expected,
        });
        const { handover } = file.state;
        const planned = handover ? await planHandover(tx, { handover, call: on.id }, { closesAt }, deed) : [];
        await append(tx, [...events, ...planned]);
        return file;
      }),
  };
};

/** The park's open hand-over, unless somebody has signed to follow already. */
async function withoutSuccessor(tx: Executor, park: string, ofPark: readonly OperatorContract[]) {
  const left = await openHandover(tx, park);
  if (!left) return undefined;
  const { operator, until } = left.state;
  return successorOf(operator, until === undefined ? undefined : new Date(until), ofPark) ? undefined : left;
}

const alreadyRunning = (call: string): AppError =>
  new AppError(
    'operator-call.running',
    'conflict',
    `该园区已有征集（${call}）。 The park has a call already, ${call}; extend or withdraw it first.`,
    { call },
  );
const hasOperator = ({ id, operator, park }: OperatorContract): AppError =>
  new AppError(
    'operator-call.has-operator',
    'conflict',
    `${operator} 的合同无止期，本园区无须征集。 ${operator} has the park without an end, so there is nothing to call for; when it leaves, POST /parks/${park}/operator-contracts/${id}/exit opens the call.`,
    { contract: id },
  );
