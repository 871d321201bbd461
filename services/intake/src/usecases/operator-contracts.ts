import { AppError, newId } from '@yuanqu/domain';
import type { EventContext, NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { checkRevision } from '@yuanqu/service-kit';
import { type ContractDecision, enterContract, sameContract } from '../domain/operator-contracts.ts';
import type { OperatorContract } from '../domain/operator.ts';
import type { ContractTerms } from '../domain/operator-row.ts';
import { unknownPark } from './describe-parks.ts';
import { contractEvent } from './operator-events.ts';
import type {
  FindUnderWay,
  LockContracts,
  LockOperators,
  RegistryPorts,
  SaveOperators,
} from './registry-ports.ts';

export interface ContractPorts extends RegistryPorts {
  readonly lockContracts: LockContracts;
  readonly lockOperators: LockOperators;
  readonly saveOperators: SaveOperators;
  readonly findUnderWay: FindUnderWay;
}

/**
 * Contracts a park's first operator, or enters one that was; the same terms again change nothing. Throws
 * `intake.unknown-park`, `intake.unknown-operator` and what `enterContract` says.
 */
export const makeContractOperator =
  (ports: ContractPorts) =>
  (operator: string, terms: ContractTerms, context: EventContext): Promise<OperatorContract> =>
    ports.transaction(async (tx) => {
      const { park } = terms;
      const ofPark = (await ports.lockContracts(tx, [park])).get(park);
      if (!ofPark) throw unknownPark(park);
      const underWay = (await ports.findUnderWay(tx, [park])).has(park);
      const entering = { now: ports.clock(), before: ofPark, underWay };
      const decision = enterContract(operator, terms, ofPark, entering);
      if (decision instanceof AppError) throw decision;
      const same = sameContract(operator, terms, ofPark);
      if (!decision && same) return same;
      const changed = await changeContracts(ports, tx, operator, decision ? [decision] : [], context);
      const [contract] = changed.contracts;
      if (!contract) throw unknownOperator(operator);
      await ports.append(tx, changed.events);
      return contract;
    });

/** Throws `request.changed-meanwhile`. */
export const checkContract = ({ revision = 1 }: OperatorContract, expected: number): void =>
  checkRevision({ revision }, expected);

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
    ? { ...decision.contract, until: decision.until, revision: (decision.contract.revision ?? 1) + 1 }
    : { ...decision.terms, id: decision.id ?? newId(now.getTime()), operator, enteredAt: now, revision: 1 };

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
