import type { OperatorContract } from '../operator.ts';
import { type ContractDecision, isAnnulled, isHistory } from '../operator-contracts.ts';
import type { ContractOutcome } from './operator-handover.ts';

/** What becomes of the contracts of an operator that has to leave its park. */
export interface Leaving {
  readonly outcome: ContractOutcome;
  /** Contracts that get an earlier end; one that had not begun yet is annulled: it ends when it would have begun. */
  readonly endings: readonly Extract<ContractDecision, { readonly outcome: 'ended' }>[];
  /** Since when the operator has not had the park any more. */
  readonly until?: Date;
  /** Who has the park after it, or will. */
  readonly successor?: OperatorContract;
}

/** Ends whatever contract the operator has with the park at or after an instant. Total: what is over already stays as it is. */
export function leavePark(operator: string, end: Date, ofPark: readonly OperatorContract[]): Leaving {
  const real = ofPark.filter((contract) => !isAnnulled(contract));
  const own = real.filter((contract) => contract.operator === operator);
  const later = own.filter(({ until }) => until === undefined || until > end);
  const endings = later.map((contract) => ({
    outcome: 'ended' as const,
    contract,
    until: contract.from < end ? end : contract.from,
  }));
  const running = later.some(({ from }) => from < end);
  const lastEnd = own
    .flatMap(({ until }) => (until && until <= end ? [until] : []))
    .toSorted((a, b) => +a - +b)
    .at(-1);
  const until = running ? end : lastEnd;
  const successor = successorOf(operator, until, real);
  return {
    outcome: endings.length > 0 ? 'ended' : own.length > 0 ? 'over-already' : 'none',
    endings,
    ...(until && { until }),
    ...(successor && { successor }),
  };
}

/** The contract of whoever had the park last before the next operator's first instant, unless it is that one itself, or history. */
export function predecessorOf(
  next: string,
  from: Date,
  ofPark: readonly OperatorContract[],
): (OperatorContract & { readonly until: Date }) | undefined {
  const [last] = ofPark
    .flatMap((one) =>
      one.until && one.until <= from && !isHistory(one) ? [{ ...one, until: one.until }] : [],
    )
    .toSorted((a, b) => +b.until - +a.until);
  return last?.operator === next ? undefined : last;
}

/** The contract of whoever has the park after an operator that has left it, or will. */
export const successorOf = (
  operator: string,
  until: Date | undefined,
  ofPark: readonly OperatorContract[],
): OperatorContract | undefined =>
  ofPark.findLast(
    (contract) =>
      contract.operator !== operator &&
      !isAnnulled(contract) &&
      (until === undefined || contract.until === undefined || contract.until > until),
  );
