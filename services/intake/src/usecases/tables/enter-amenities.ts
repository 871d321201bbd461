import { type Amenity, type AmenityFacts, refuseTerm, saysTheSame } from '../../domain/amenities/amenity.ts';
import type { AmenityRow } from '../../domain/tables/amenity-table.ts';
import type { Fault } from '../../domain/tables/table.ts';
import { type FindParks, keyOf, type LockAmenities, type SaveAmenities } from '../amenities/amenity-ports.ts';
import type { EnterRows, ImportRun, RowOutcome } from './import-run.ts';
import { otherPark, unknownPark } from './park-faults.ts';

export interface EnterAmenitiesPorts {
  readonly findParks: FindParks;
  readonly lockAmenities: LockAmenities;
  readonly saveAmenities: SaveAmenities;
}

type Decision = { readonly outcome: RowOutcome; readonly facts?: AmenityFacts };

/** Enters amenities that are new and changes those that are known. */
export const makeEnterAmenities =
  ({ findParks, lockAmenities, saveAmenities }: EnterAmenitiesPorts): EnterRows<AmenityRow> =>
  async (tx, rows, run) => {
    const parks = await findParks(
      tx,
      rows.map(({ park }) => park),
    );
    const known = await lockAmenities(tx, rows);
    const decisions = rows.map((row) => decide(row, known.get(keyOf(row)), parks, run));
    const changed = decisions.flatMap(({ facts }) => facts ?? []);
    if (!run.dryRun && changed.length > 0) await saveAmenities(tx, changed, { by: run.by, at: run.now });
    return decisions.map(({ outcome }) => outcome);
  };

function decide(
  row: AmenityRow,
  known: Amenity | undefined,
  parks: ReadonlySet<string>,
  { scope }: ImportRun,
): Decision {
  if (scope !== '*' && !scope.includes(row.park)) return { outcome: otherPark };
  if (!parks.has(row.park)) return { outcome: unknownPark };
  const since = row.since ?? known?.since;
  if (since === undefined) return { outcome: missingSince };
  const facts = { ...row, ...keptOf(row, known), since };
  const refused = refuseTerm(facts);
  if (refused) return { outcome: { field: 'until', code: refused.code, detail: refused.message } };
  if (!known) return { outcome: 'created', facts };
  return saysTheSame(known, facts) ? { outcome: 'unchanged' } : { outcome: 'changed', facts };
}

/** Blank cells leave what is known. */
const keptOf = (row: AmenityRow, known: Amenity | undefined) => ({
  capacity: row.capacity ?? known?.capacity,
  note: row.note ?? known?.note,
  until: row.until ?? known?.until,
});

const missingSince: Fault = {
  field: 'since',
  code: 'table.missing-value',
  detail: '新设施须填写起始日期。 A new amenity needs the day since when it is there.',
};
