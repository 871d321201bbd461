import { AppError, newId } from '@yuanqu/domain';
import { checkEntry } from '@yuanqu/service-kit';
import type { OperatorContract } from '../../domain/operator.ts';
import { enterContract } from '../../domain/operator-contracts.ts';
import type { OperatorRow } from '../../domain/operator-row.ts';
import type { Fault } from '../../domain/tables/table.ts';
import { contractEvent } from '../operator-events.ts';
import type {
  ContractChange,
  FindUnderWay,
  KnownOperator,
  LockContracts,
  LockOperators,
  RegistryPorts,
  SaveOperators,
} from '../registry-ports.ts';
import type { EnterRows, ImportRun, RowOutcome } from './import-run.ts';
import { otherPark, unknownPark } from './park-faults.ts';

export interface EnterOperatorsPorts extends Pick<RegistryPorts, 'append'> {
  readonly lockContracts: LockContracts;
  readonly lockOperators: LockOperators;
  readonly saveOperators: SaveOperators;
  readonly findUnderWay: FindUnderWay;
}

/**
 * Registers or renames operators and enters their contracts, row by row, each seeing what those before it did: all that a
 * park without any has had, and has. What comes after that is agreed on by calls.
 */
export const makeEnterOperators =
  ({
    append,
    lockContracts,
    lockOperators,
    saveOperators,
    findUnderWay,
  }: EnterOperatorsPorts): EnterRows<OperatorRow> =>
  async (tx, rows, run) => {
    const parks = rows.flatMap(({ contract }) => contract?.park ?? []);
    const before = await lockContracts(tx, parks);
    const contracts = new Map(before);
    const underWay = await findUnderWay(tx, parks);
    const operators = new Map(
      await lockOperators(
        tx,
        rows.map(({ code }) => code),
      ),
    );
    const touched = new Map<string, KnownOperator>();
    const changes: ContractChange[] = [];
    const outcomes = rows.map((row): RowOutcome => {
      const known = operators.get(row.code);
      const agreed = agree(row, { contracts, before, underWay }, run);
      if (agreed && 'code' in agreed) return agreed;
      if (run.edit) checkEntry(known && { revision: known.factsRevision }, run.edit.expected);
      const operator = entered(row, known, agreed !== undefined);
      if (!operator) return 'unchanged';
      operators.set(row.code, operator);
      touched.set(row.code, operator);
      if (agreed) {
        const { park, id } = agreed.contract;
        const others = (contracts.get(park) ?? []).filter((contract) => contract.id !== id);
        contracts.set(park, [...others, agreed.contract]);
        changes.push({ ...agreed, name: row.name, revision: operator.revision });
      }
      return known ? 'changed' : 'created';
    });
    if (!run.dryRun && touched.size > 0) {
      await saveOperators(
        tx,
        [...touched.values()],
        changes.map(({ contract }) => contract),
      );
      await append(
        tx,
        changes.map((change) => contractEvent(change, run.now, run.context)),
      );
    }
    return outcomes;
  };

interface OfParks {
  readonly contracts: ReadonlyMap<string, readonly OperatorContract[]>;
  /** As they were before the rows. */
  readonly before: ReadonlyMap<string, readonly OperatorContract[]>;
  readonly underWay: ReadonlySet<string>;
}

/** The operator after the row; undefined when it is so already. Only contracts have events: the count of revisions is theirs. */
function entered(
  { code, name, uscc: given }: OperatorRow,
  known: KnownOperator | undefined,
  hasContract: boolean,
): KnownOperator | undefined {
  const uscc = given ?? known?.uscc;
  const isSo = known !== undefined && known.name === name && known.uscc === uscc;
  if (isSo && !hasContract) return undefined;
  return {
    code,
    name,
    uscc,
    revision: (known?.revision ?? 0) + (hasContract ? 1 : 0),
    factsRevision: (known?.factsRevision ?? 0) + (isSo ? 0 : 1),
  };
}

function agree(
  { code, contract }: OperatorRow,
  { contracts, before, underWay }: OfParks,
  { scope, now }: ImportRun,
): Pick<ContractChange, 'outcome' | 'contract'> | Fault | undefined {
  if (!contract) return undefined;
  const { park } = contract;
  if (scope !== '*' && !scope.includes(park)) return otherPark;
  const ofPark = contracts.get(park);
  if (!ofPark) return unknownPark;
  const entering = { now, before: before.get(park) ?? [], underWay: underWay.has(park) };
  const decision = enterContract(code, contract, ofPark, entering);
  if (decision instanceof AppError) return { field: 'park', code: decision.code, detail: decision.message };
  if (!decision) return undefined;
  const id = newId(now.getTime());
  return { outcome: 'contracted', contract: { ...decision.terms, id, operator: code, enteredAt: now } };
}
