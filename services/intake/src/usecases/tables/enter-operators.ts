import { AppError, newId } from '@yuanqu/domain';
import { checkEntry } from '@yuanqu/service-kit';
import type { OperatorContract } from '../../domain/operator.ts';
import { agreeOn } from '../../domain/operator-contracts.ts';
import type { OperatorRow } from '../../domain/operator-row.ts';
import type { Fault } from '../../domain/tables/table.ts';
import { contractEvent } from '../operator-events.ts';
import type {
  ContractChange,
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
}

/** Registers or renames operators and agrees on their contracts, row by row, each seeing what those before it did. */
export const makeEnterOperators =
  ({ append, lockContracts, lockOperators, saveOperators }: EnterOperatorsPorts): EnterRows<OperatorRow> =>
  async (tx, rows, run) => {
    const parks = rows.flatMap(({ contract }) => contract?.park ?? []);
    const contracts = new Map(await lockContracts(tx, parks));
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
      const agreed = agree(row, contracts, run);
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
  contracts: ReadonlyMap<string, readonly OperatorContract[]>,
  { scope, now }: ImportRun,
): Pick<ContractChange, 'outcome' | 'contract'> | Fault | undefined {
  if (!contract) return undefined;
  const { park } = contract;
  if (scope !== '*' && !scope.includes(park)) return otherPark;
  const ofPark = contracts.get(park);
  if (!ofPark) return unknownPark;
  const decision = agreeOn(code, contract, ofPark);
  if (decision instanceof AppError) return { field: 'park', code: decision.code, detail: decision.message };
  if (!decision) return undefined;
  if (decision.outcome === 'ended')
    return { outcome: 'ended', contract: { ...decision.contract, until: decision.until } };
  const { terms } = decision;
  return { outcome: 'contracted', contract: { ...terms, id: newId(now.getTime()), operator: code } };
}
