import { AppError, newId } from '@yuanqu/domain';
import type { EventContext, NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { checkRevision } from '@yuanqu/service-kit';
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

/** Ends a park's contract. Throws `intake.unknown-contract`, `request.changed-meanwhile` and what `endContract` says. */
export const makeEndContract =
  (ports: ContractPorts) =>
  (
    park: string,
    id: string,
    expected: number,
    until: Date,
    context: EventContext,
  ): Promise<OperatorContract> =>
    ports.transaction(async (tx) => {
      const contract = (await contractsOf(ports, tx, park)).find((one) => one.id === id);
      if (!contract) throw unknownContract(park);
      checkContract(contract, expected);
      const decision = endContract(contract, until);
      if (decision instanceof AppError) throw decision;
      return carryOut(ports, tx, contract.operator, decision, context);
    });

/** Throws `request.changed-meanwhile`. */
export const checkContract = ({ revision = 1 }: OperatorContract, expected: number): void =>
  checkRevision({ revision }, expected);

async function contractsOf({ lockContracts }: ContractPorts, tx: Executor, park: string) {
  const ofPark = (await lockContracts(tx, [park])).get(park);
  if (!ofPark) throw unknownPark(park);
  return ofPark;
}

async function carryOut(
  ports: ContractPorts,
  tx: Executor,
  code: string,
  decision: ContractDecision | undefined,
  context: EventContext,
): Promise<OperatorContract> {
  const changed = decision && (await changeContracts(ports, tx, code, [decision], context));
  const [contract] = changed?.contracts ?? [];
  if (!changed || !contract) throw unknownOperator(code);
  await ports.append(tx, changed.events);
  return contract;
}

/**
 * Writes what was decided on an operator's contracts, in the caller's transaction; the events are to be appended as its last
 * statement. Throws `intake.unknown-operator`.
 */
export async function changeContracts(
  { lockOperators, saveOperators, clock }: Pick<ContractPorts, 'lockOperators' | 'saveOperators' | 'clock'>,
  tx: Executor,
  code: string,
  decisions: readonly ContractDecision[],
  context: EventContext,
): Promise<{ readonly contracts: readonly OperatorContract[]; readonly events: readonly NewEvent[] }> {
  const known = (await lockOperators(tx, [code])).get(code);
  if (!known) throw unknownOperator(code);
  const now = clock();
  const changes = decisions.map((decision, index) => ({
    outcome: decision.outcome,
    contract: contractAfter(code, decision, now),
    name: known.name,
    revision: known.revision + index + 1,
  }));
  const contracts = changes.map(({ contract }) => contract);
  await saveOperators(tx, [{ ...known, revision: known.revision + changes.length }], contracts);
  return { contracts, events: changes.map((change) => contractEvent(change, now, context)) };
}

const contractAfter = (operator: string, decision: ContractDecision, now: Date): OperatorContract =>
  decision.outcome === 'ended'
    ? {
        ...decision.contract,
        until: decision.until,
        revision: (decision.contract.revision ?? 1) + 1,
      }
    : { ...decision.terms, id: newId(now.getTime()), operator, revision: 1 };

export const unknownOperator = (code: string): AppError =>
  new AppError(
    'intake.unknown-operator',
    'not-found',
    `There is no operator "${code}"; register it with PUT /operators/${code} first.`,
  );

export const unknownContract = (park: string): AppError =>
  new AppError(
    'intake.unknown-contract',
    'not-found',
    `Park "${park}" has no such contract; GET /parks/${park}/operator-contracts lists them.`,
  );
