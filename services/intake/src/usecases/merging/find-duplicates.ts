import { isWithin } from '../../domain/enterprise-facts.ts';
import { type Duplicate, duplicateOf } from '../../domain/merging/duplicates.ts';
import type { ParkScope } from '../registry-queries.ts';
import type { FindSuspicions, ReadEnterprises } from './merging-ports.ts';

const maxPairs = 1_000;

/** Pairs of a scope's enterprises that are likely to be one, each with its reason; at most a thousand are looked at. */
export const makeFindDuplicates =
  (findSuspicions: FindSuspicions, readEnterprises: ReadEnterprises) =>
  async (scope: ParkScope): Promise<readonly Duplicate[]> => {
    const suspicions = await findSuspicions(maxPairs);
    const known = await readEnterprises([...new Set(suspicions.flatMap(({ one, other }) => [one, other]))]);
    return suspicions.flatMap((suspicion) => {
      const [one, other] = [known.get(suspicion.one), known.get(suspicion.other)];
      return one && other && isWithin(one, scope) && isWithin(other, scope)
        ? [duplicateOf(suspicion, one, other)]
        : [];
    });
  };

export type FindDuplicates = ReturnType<typeof makeFindDuplicates>;
