import { Month } from '@yuanqu/domain';

/** An operator's contract for a park as intake tells it: end excluded, open without one. */
export interface Contract {
  readonly operator: string;
  readonly name: string;
  readonly from: Date;
  readonly until: Date | undefined;
  /** The case of the operator's standing, once there is one. */
  readonly standing: string | undefined;
}

/** A contract with those that follow it without a break, of the same operator: renewals. */
export interface Span extends Contract {
  readonly contracts: readonly Contract[];
}

/** The park's contracts, in the order of their beginning, renewals joined. A contract that ended before it began is none. */
export function spansOf(contracts: readonly Contract[]): readonly Span[] {
  const spans: Span[] = [];
  const ordered = contracts
    .filter(({ from, until }) => until === undefined || from < until)
    .toSorted((a, b) => a.from.getTime() - b.from.getTime());
  for (const contract of ordered) {
    const last = spans.findLast(({ operator }) => operator === contract.operator);
    const isRenewal = last?.until !== undefined && contract.from.getTime() <= last.until.getTime();
    if (!last || !isRenewal) {
      spans.push({ ...contract, contracts: [contract] });
      continue;
    }
    spans[spans.indexOf(last)] = {
      ...last,
      name: contract.name,
      until: contract.until,
      standing: contract.standing ?? last.standing,
      contracts: [...last.contracts, contract],
    };
  }
  return spans;
}

/** Who answered for the park throughout the month: a month in which it changed hands is nobody's own. */
export const spanOfMonth = (spans: readonly Span[], month: Month): Span | undefined =>
  spans.find(
    ({ from, until }) =>
      from.getTime() <= Month.startMs(month) &&
      (until === undefined || until.getTime() >= Month.endMs(month)),
  );

/** Who answers for the park at an instant. */
export const spanAt = (spans: readonly Span[], at: Date): Span | undefined =>
  spans.find(({ from, until }) => from <= at && (until === undefined || at < until));
