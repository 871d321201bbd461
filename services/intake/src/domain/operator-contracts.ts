import { AppError, formatInstant } from '@yuanqu/domain';
import type { ContractTerms } from './operator-row.ts';
import type { OperatorContract } from './operator.ts';

export interface Agreed {
  readonly outcome: 'contracted';
  readonly terms: ContractTerms;
}

export type ContractDecision =
  | (Agreed & { readonly id?: string })
  | { readonly outcome: 'ended'; readonly contract: OperatorContract; readonly until: Date };

/**
 * What agreeing on these terms does to the park's contracts: makes one, or nothing (undefined). One operator per park at a
 * time. Codes: `intake.contract-ends-before-start`, `.park-has-operator`, `.contract-ended-already`,
 * `operator-contract.exit-instead`.
 */
export function agreeOn(
  operator: string,
  terms: ContractTerms,
  ofPark: readonly OperatorContract[],
): Agreed | AppError | undefined {
  const { from, until } = terms;
  if (until && until <= from) return endsBeforeStart(from);
  const same = sameContract(operator, terms, ofPark);
  if (same) {
    if (until === undefined || same.until?.getTime() === until.getTime()) return undefined;
    const ended = endContract(same, until);
    return ended instanceof AppError ? ended : exitInstead(same);
  }
  const other = ofPark.find((contract) => overlaps(contract, terms));
  return other ? hasOperator(other) : { outcome: 'contracted', terms };
}

/** The contract that the operator has from that instant on; an annulled one is none. */
export const sameContract = (
  operator: string,
  { from }: Pick<ContractTerms, 'from'>,
  ofPark: readonly OperatorContract[],
): OperatorContract | undefined =>
  ofPark.find((one) => one.operator === operator && +one.from === +from && !isAnnulled(one));

/** What is known of a park when a contract is entered that no call led to. */
export interface Entering {
  readonly now: Date;
  /** The park's contracts before what is entered together with this one. */
  readonly before: readonly OperatorContract[];
  /** A call or a hand-over of the park that is under way. */
  readonly underWay: boolean;
}

/**
 * As `agreeOn`, for a contract that no call led to: the first of a park, or one that is history. Whoever follows an
 * operator that the park had is called for, admitted and contracted. Code: `operator-contract.by-call`.
 */
export function enterContract(
  operator: string,
  terms: ContractTerms,
  ofPark: readonly OperatorContract[],
  { now, before, underWay }: Entering,
): Agreed | AppError | undefined {
  const agreed = agreeOn(operator, terms, ofPark);
  if (agreed === undefined || agreed instanceof AppError) return agreed;
  if (terms.until !== undefined && terms.until <= now) return agreed;
  return underWay || !before.every(isHistory) ? byCall(terms.park) : agreed;
}

/** Annulled, or over before it was entered: nobody had the park by it since the platform knows. */
export const isHistory = (contract: OperatorContract): boolean =>
  isAnnulled(contract) ||
  (contract.until !== undefined && contract.enteredAt !== undefined && contract.until <= contract.enteredAt);

/** Annulled before it began. */
export const isAnnulled = ({ from, until }: OperatorContract): boolean => from.getTime() === until?.getTime();

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

/** An annulled one overlaps with none. */
const overlaps = (one: OperatorContract, { from, until }: ContractTerms): boolean =>
  !isAnnulled(one) &&
  (until === undefined || one.from < until) &&
  (one.until === undefined || from < one.until);

const hasOperator = ({ operator, park, from, until }: OperatorContract): AppError =>
  new AppError(
    'intake.park-has-operator',
    'conflict',
    `该园区此期间已有运营机构 ${operator}。 ${operator} has park "${park}" from ${formatInstant(from)}${until ? ` to ${formatInstant(until)}` : ''}; that contract has to end first.`,
  );

const exitInstead = ({ id, park, until }: OperatorContract): AppError =>
  new AppError(
    'operator-contract.exit-instead',
    'conflict',
    `合同提前结束须办理退出。 The contract runs ${until ? `to ${formatInstant(until)}` : 'without an end'}; to end it earlier use POST /parks/${park}/operator-contracts/${id}/exit with a reason: it opens the hand-over and a call.`,
  );

const byCall = (park: string): AppError =>
  new AppError(
    'operator-contract.by-call',
    'conflict',
    `园区 ${park} 已有过运营机构，或正在征集、交接；新的运营机构须经公开征集产生，续约请用 renew。 Park "${park}" has had an operator, or one is called for or handing over: call for the next with POST /operator-calls, and sign when it is admitted (POST /operator-calls/{id}/contract); a contract goes on with POST /parks/${park}/operator-contracts/{id}/renew.`,
  );

const endsBeforeStart = (from: Date): AppError =>
  new AppError(
    'intake.contract-ends-before-start',
    'invalid',
    `合同结束须晚于开始。 The contract begins at ${formatInstant(from)}; its end must be later.`,
  );
