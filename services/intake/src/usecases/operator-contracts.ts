import { AppError, newId } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { agreeOn, type ContractDecision, endContract } from '../domain/operator-contracts.ts';
import type { OperatorContract } from '../domain/operator.ts';
import type { ContractTerms } from '../domain/operator-row.ts';
import { unknownPark } from './describe-parks.ts';
import { contractEvent } from './operator-events.ts';
import type { LockContracts, LockOperators, RegistryPorts, SaveOperators } from './registry-ports.ts';

export interface ContractPorts extends RegistryPorts {
  readonly lockContracts: LockContracts;
  readonly lockOperators: LockOperators;
  readonly saveOperators: SaveOperators;
}

/** Contracts an operator for a park; the same terms again change nothing. Throws `intake.unknown-park`, `intake.unknown-operator` and what `agreeOn` says. */
export const makeContractOperator =
  (ports: ContractPorts) =>
  (operator: string, terms: ContractTerms, context: EventContext): Promise<OperatorContract> =>
    ports.transaction(async (tx) => {
      const ofPark = await contractsOf(ports, tx, terms.park);
      const decision = agreeOn(operator, terms, ofPark);
      if (decision instanceof AppError) throw decision;
      const same = ofPark.find((one) => one.operator === operator && +one.from === +terms.from);
      return decision || !same ? carryOut(ports, tx, operator, decision, context) : same;
    });

/** Ends a park's contract. Throws `intake.unknown-contract` and what `endContract` says. */
export const makeEndContract =
  (ports: ContractPorts) =>
  (park: string, id: string, until: Date, context: EventContext): Promise<OperatorContract> =>
    ports.transaction(async (tx) => {
      const contract = (await contractsOf(ports, tx, park)).find((one) => one.id === id);
      if (!contract) throw unknownContract(park);
      const decision = endContract(contract, until);
      if (decision instanceof AppError) throw decision;
      return carryOut(ports, tx, contract.operator, decision, context);
    });

async function contractsOf({ lockContracts }: ContractPorts, tx: Executor, park: string) {
  const ofPark = (await lockContracts(tx, [park])).get(park);
  if (!ofPark) throw unknownPark(park);
  return ofPark;
}

async function carryOut(
  { lockOperators, saveOperators, append, clock }: ContractPorts,
  tx: Executor,
  code: string,
  decision: ContractDecision | undefined,
  context: EventContext,
): Promise<OperatorContract> {
  const known = (await lockOperators(tx, [code])).get(code);
  if (!known || !decision) throw unknownOperator(code);
  const now = clock();
  const contract: OperatorContract =
    decision.outcome === 'ended'
      ? { ...decision.contract, until: decision.until }
      : { ...decision.terms, id: newId(now.getTime()), operator: code };
  const operator = { ...known, revision: known.revision + 1 };
  await saveOperators(tx, [operator], [contract]);
  const { outcome } = decision;
  const change = { outcome, contract, name: operator.name, revision: operator.revision };
  await append(tx, [contractEvent(change, now, context)]);
  return contract;
}

const unknownOperator = (code: string): AppError =>
  new AppError(
    'intake.unknown-operator',
    'not-found',
    `There is no operator "${code}"; register it with PUT /operators/${code} first.`,
  );

const unknownContract = (park: string): AppError =>
  new AppError(
    'intake.unknown-contract',
    'not-found',
    `Park "${park}" has no such contract; GET /parks/${park}/operator-contracts lists them.`,
  );
