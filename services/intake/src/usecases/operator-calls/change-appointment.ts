import { AppError, newId } from '@yuanqu/domain';
import type { CaseFile, Who } from '@yuanqu/service-kit';
import type { OperatorHandover } from '../../domain/operator-calls/operator-handover.ts';
import { agreeOn, endContract } from '../../domain/operator-contracts.ts';
import type { OperatorContract } from '../../domain/operator.ts';
import { unknownPark } from '../describe-parks.ts';
import { changeContracts, checkContract, unknownContract } from '../operator-contracts.ts';
import type { CallPorts } from './call-ports.ts';
import { seeOffOperator } from './see-off-operator.ts';

export interface OnContract {
  readonly park: string;
  readonly id: string;
  /** The contract's revision that the caller saw. */
  readonly expected: number;
  readonly who: Who;
}

/**
 * A contract is renewed, which is a new one without a break, or left by agreement, which opens the hand-over and a call.
 * Errors: `intake.unknown-park`, `intake.unknown-contract`, `request.changed-meanwhile`, `operator-contract.open-ended`, and those of the registry.
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
        const same = ofPark.find((one) => one.operator === contract.operator && +one.from === +from);
        if (!decision && same) return same;
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
        const { contract } = await find(tx, on);
        const { operator, park } = contract;
        const refused = endContract(contract, until);
        if (refused instanceof AppError) throw refused;
        const at = ports.clock();
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

const openEnded = new AppError(
  'operator-contract.open-ended',
  'conflict',
  '合同无止期，无须续约。 The contract has no end: there is nothing to renew.',
);
