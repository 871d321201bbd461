import type { OperatorContract } from '../operator.ts';
import type { ContractDecision } from '../operator-contracts.ts';
import type { ContractOutcome } from './operator-handover.ts';

/** What becomes of the contracts of an operator that has to leave its park. */
export interface Leaving {
  readonly outcome: ContractOutcome;
  /** Contracts that get an earlier end; one that had not begun yet is annulled: it ends when it would have begun. */
  readonly endings: readonly Extract<ContractDecision, { readonly outcome: 'ended' }>[];
  /** Since when the operator has not had the park any more. */
  readonly until?: Date;
  /** Who has the park after it, or will. */
  readonly successor?: string;
}

/** Ends whatever contract the operator has with the park at or after an instant. Total: what is over already stays as it is. */
export function leavePark(operator: string, end: Date, ofPark: readonly OperatorContract[]): Leaving {
  const real = ofPark.filter(({ from, until }) => until === undefined || from < until);
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
  const successor = real.findLast(
    (contract) =>
      contract.operator !== operator &&
      (until === undefined || contract.until === undefined || contract.until > until),
  )?.operator;
  return {
    outcome: endings.length > 0 ? 'ended' : own.length > 0 ? 'over-already' : 'none',
    endings,
    ...(until && { until }),
    ...(successor !== undefined && { successor }),
  };
}
