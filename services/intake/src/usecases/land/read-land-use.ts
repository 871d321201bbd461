import { AppError, type Clock, Month } from '@yuanqu/domain';
import {
  type EnterpriseUse,
  type LandFacts,
  landOfEnterprises,
  landUseOf,
  type ParkUse,
} from '../../domain/land/land-use.ts';
import { unknownPark } from '../describe-parks.ts';
import type { ReadLandFacts } from './land-ports.ts';

/**
 * What a park's land yields in a month: of the units as they were let at its end, or as they are now while it runs. The
 * land, and the buildings on it, are as they were in the month. Codes: `intake.unknown-park`, `figures.month-to-come`.
 */
export const makeReadLandUse = (read: ReadLandFacts, clock: Clock) => {
  const factsOf = async (park: string, month: Month): Promise<LandFacts> => {
    const now = clock();
    const thisMonth = Month.of(now);
    if (month > thisMonth) throw monthToCome(month);
    const isOver = month < thisMonth;
    const facts = await read(park, month, isOver ? new Date(Month.endMs(month) - 1) : undefined);
    if (!facts) throw unknownPark(park);
    return facts;
  };
  return {
    ofPark: async (park: string, month: Month): Promise<ParkUse> => landUseOf(await factsOf(park, month)),
    ofEnterprises: async (park: string, month: Month): Promise<readonly EnterpriseUse[]> =>
      landOfEnterprises(await factsOf(park, month)),
  };
};

export type ReadLandUse = ReturnType<typeof makeReadLandUse>;

const monthToCome = (month: string): AppError =>
  new AppError('figures.month-to-come', 'invalid', `${month} 尚未开始。 ${month} has not begun.`);
