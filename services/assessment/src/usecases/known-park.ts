import { AppError } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { ListParks, ParkDescription } from './reading-ports.ts';

/** The park of that code. Error: `assessment.unknown-park`. */
export async function knownPark(db: Executor, listParks: ListParks, code: string): Promise<ParkDescription> {
  const [park] = await listParks(db, [code]);
  if (park) return park;
  throw new AppError(
    'assessment.unknown-park',
    'not-found',
    `There is no park ${code}, or intake has not told of it yet: GET /figures lists those that there are.`,
  );
}
