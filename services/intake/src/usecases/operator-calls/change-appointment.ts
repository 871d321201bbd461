import { AppError, Day, newId } from '@yuanqu/domain';
import type { CaseFile, Who } from '@yuanqu/service-kit';
import type { OperatorHandover } from '../../domain/operator-calls/operator-handover.ts';
import { agreeOn, endContract, isAnnulled, sameContract } from '../../domain/operator-contracts.ts';
import type { OperatorContract } from '../../domain/operator.ts';
import { unknownPark } from '../describe-parks.ts';
import { changeContracts, checkContract, unknownContract } from '../operator-contracts.ts';
import type { CallPorts } from './call-ports.ts';
import { openHandover } from './plan-handover.ts';
import { runningCall, seeOffOperator } from './see-off-operator.ts';

export interface OnContract {
  readonly park: string;
  readonly id: string;
  /** The contract's revision that the caller saw. */
  readonly expected: number;
  readonly who: Who;
}

/**
 * A contract is renewed, which is a new one without a break, or left by agreement, which opens the hand-over and a call.
 * Errors: `intake.unknown-park`, `intake.unknown-contract`, `request.changed-meanwhile`, `operator-contract.open-ended`, `.ends-past`, `.leaving-already`, `.by-call`,
 * and those of the registry.
 */
export const makeChangeAppointment = (ports: CallPorts) => {
  const find = async (tx: Parameters<CallPorts['lockContracts']>[0], { park, id, expected }: OnContract) => {
    const ofPark = (await ports.lockContracts(tx, [park])).get(park);
    if (!ofPark) throw unknownPark(park);
    const contract = ofPark.find((one) => one.id === id);
    if (!contract) throw unknownContract(park);
    checkContract(contract, expected);
    return { ofPark, contract };
  };
  return {
    renew: (on: OnContract, until: Date | undefined): Promise<OperatorContract> =>
      ports.transaction(async (tx) => {
        const { ofPark, contract } = await find(tx, on);
        const { park, until: from } = contract;
        if (!from) throw openEnded;
        const decision = agreeOn(contract.operator, { park, from, until }, ofPark);
        if (decision instanceof AppError) throw decision;
        const same = sameContract(contract.operator, { from }, ofPark);
        if (!decision && same) return same;
        const isOver = await openHandover(tx, park, contract.operator);
        if (isOver || (await runningCall(tx, park))) throw successorSought(park);
        const { contracts, events } = await changeContracts(
          ports,
          tx,
          contract.operator,
          decision ? [decision] : [],
          on.who.context,
        );
        await ports.append(tx, events);
        return contracts[0] ?? contract;
      }),
    exit: (on: OnContract, until: Date, reason: string): Promise<CaseFile<OperatorHandover>> =>
      ports.transaction(async (tx) => {
        const { ofPark, contract } = await find(tx, on);
        const { operator, park } = contract;
        const at = ports.clock();
        // It ends with all that it was renewed to.
        const last = ofPark.findLast((one) => one.operator === operator && !isAnnulled(one));
        const refused = endContract({ ...contract, until: last?.until }, until);
        if (refused instanceof AppError) throw refused;
        if (until.getTime() < Day.startMs(Day.of(at))) throw endsPast;
        const leaving = await openHandover(tx, park, operator);
        if (leaving) throw leavingAlready(leaving.id);
        const name = (await ports.lockOperators(tx, [operator])).get(operator)?.name ?? operator;
        const departure = {
          id: newId(at.getTime()),
          park,
          operator,
          operatorName: name,
          end: until,
          cause: { kind: 'exit', reason, by: on.who.by },
        } as const;
        const seen = await seeOffOperator(ports, tx, departure, { ...on.who, at });
        await ports.append(tx, seen.events);
        return seen.handover;
      }),
  };
};

export type ChangeAppointment = ReturnType<typeof makeChangeAppointment>;

const endsPast = new AppError(
  'operator-contract.ends-past',
  'invalid',
  '合同不得在今日之前终止。 A contract ends today or later: the operator has answered for the park until now.',
);
const leavingAlready = (handover: string): AppError =>
  new AppError(
    'operator-contract.leaving-already',
    'conflict',
    `该机构已在离场交接（${handover}）。 This operator leaves already; see GET /operator-handovers/${handover}.`,
    { handover },
  );
const successorSought = (park: string): AppError =>
  new AppError(
    'operator-contract.by-call',
    'conflict',
    `园区 ${park} 正在征集或交接，不能续约。 Park "${park}" calls for an operator or has one leaving, so its contract is not renewed: withdraw the call first, or have the operator apply to it.`,
  );

const openEnded = new AppError(
  'operator-contract.open-ended',
  'conflict',
  '合同无止期，无须续约。 The contract has no end: there is nothing to renew.',
);
