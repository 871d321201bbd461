import { type Clock, Day } from '@yuanqu/domain';
import { type CaseFile, everyCase, type ListCases } from '@yuanqu/service-kit';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';

/** Contracts in force that end within so many days, the first to end first. */
export type ListExpiring = (
  parks: '*' | readonly string[],
  park: string | undefined,
  days: number,
) => Promise<readonly CaseFile<Tenancy>[]>;

const most = 1_000;

export const makeListExpiring =
  (list: ListCases<Tenancy>, clock: Clock): ListExpiring =>
  async (parks, park, days) => {
    const last = Day.plus(Day.of(clock()), days);
    const found: CaseFile<Tenancy>[] = [];
    for await (const file of everyCase(list, { parks, park, statuses: ['in-force', 'clearing-out'] }))
      if (endOf(file) <= last) found.push(file);
    return found.toSorted((one, other) => endOf(one).localeCompare(endOf(other))).slice(0, most);
  };

const endOf = ({ state }: CaseFile<Tenancy>): string => state.terms?.until ?? '';
