import { AppError, formatInstant } from '@yuanqu/domain';
import type { ContractTerms } from './operator-row.ts';
import type { OperatorContract } from './operator.ts';

export type ContractDecision =
  | { readonly outcome: 'contracted'; readonly terms: ContractTerms }
  | { readonly outcome: 'ended'; readonly contract: OperatorContract; readonly until: Date };

/**
 * What agreeing on these terms does to the park's contracts: makes one, ends the one that began then, or nothing
 * (undefined). One operator per park at a time. Codes: `intake.contract-ends-before-start`, `intake.park-has-operator`
 * and those of `endContract`.
 */
export function agreeOn(
  operator: string,
  terms: ContractTerms,
  ofPark: readonly OperatorContract[],
): ContractDecision | AppError | undefined {
  const { from, until } = terms;
  if (until && until <= from) return endsBeforeStart(from);
  const same = ofPark.find((other) => other.operator === operator && other.from.getTime() === from.getTime());
  if (same) {
    if (until === undefined || same.until?.getTime() === until.getTime()) return undefined;
    return endContract(same, until);
  }
  const other = ofPark.find((contract) => overlaps(contract, terms));
  return other ? hasOperator(other) : { outcome: 'contracted', terms };
}

/** Ends a contract, never later than agreed. Codes: `intake.contract-ends-before-start`, `intake.contract-ended-already`. */
export function endContract(contract: OperatorContract, until: Date): ContractDecision | AppError {
  if (until <= contract.from) return endsBeforeStart(contract.from);
  if (contract.until && until >= contract.until)
    return new AppError(
      'intake.contract-ended-already',
      'conflict',
      `合同已于 ${formatInstant(contract.until)} 结束，续约请新签。 The contract ends at ${formatInstant(contract.until)} already; to go on, make a new one.`,
    );
  return { outcome: 'ended', contract, until };
}

/** A contract that was annulled before it began overlaps with none. */
const overlaps = (one: OperatorContract, { from, until }: ContractTerms): boolean =>
  one.from.getTime() !== one.until?.getTime() &&
  (until === undefined || one.from < until) &&
  (one.until === undefined || from < one.until);

const hasOperator = ({ operator, park, from, until }: OperatorContract): AppError =>
  new AppError(
    'intake.park-has-operator',
    'conflict',
    `该园区此期间已有运营机构 ${operator}。 ${operator} has park "${park}" from ${formatInstant(from)}${until ? ` to ${formatInstant(until)}` : ''}; end that contract first.`,
  );

const endsBeforeStart = (from: Date): AppError =>
  new AppError(
    'intake.contract-ends-before-start',
    'invalid',
    `合同结束须晚于开始。 The contract begins at ${formatInstant(from)}; its end must be later.`,
  );
