import { Day, Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type FiguresPlace, placeKey } from '../../domain/figures/figures.ts';
import type { FindTenants } from '../../usecases/figures/figures-ports.ts';

/**
 * Most are seen in a unit now, which one pass over the units tells; only those that are not are looked for in contracts
 * and in what was observed that month.
 */
export const findTenants: FindTenants = async (tx, places) => {
  const holders = await presentHolders(tx, places);
  const others = places.filter(({ uscc, park }) => !holders.has(`${uscc}\n${park}`));
  const found = new Set(places.filter((place) => !others.includes(place)).map(placeKey));
  if (others.length > 0) for (const key of await formerHolders(tx, others)) found.add(key);
  return found;
};

async function presentHolders(tx: Executor, places: readonly FiguresPlace[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ uscc: string; park: string }>(
    `SELECT DISTINCT coalesce(m.merged_into, u.uscc) AS uscc, u.park
     FROM unit u LEFT JOIN enterprise m ON m.id = u.uscc AND m.merged_into IS NOT NULL
     WHERE coalesce(m.merged_into, u.uscc) = ANY ($1) AND u.park = ANY ($2) AND u.status IN ('let', 'reserved')
       AND u.retired_at IS NULL`,
    [unique(places.map(({ uscc }) => uscc)), unique(places.map(({ park }) => park))],
  );
  return new Set(rows.map(({ uscc, park }) => `${uscc}\n${park}`));
}

async function formerHolders(tx: Executor, places: readonly FiguresPlace[]): Promise<readonly string[]> {
  const { rows } = await tx.query<{ place: number }>(formerStatement, [
    places.map(({ uscc }) => uscc),
    places.map(({ park }) => park),
    places.map(({ month }) => new Date(Month.startMs(month))),
    places.map(({ month }) => new Date(Month.endMs(month))),
    places.map(({ month }) => Day.of(Month.startMs(month))),
    places.map(({ month }) => Day.of(Month.endMs(month) - 1)),
    unique(places.map(({ uscc }) => uscc)),
    unique(places.map(({ park }) => park)),
  ]);
  return rows.flatMap(({ place }) => {
    const found = places[place - 1];
    return found ? [placeKey(found)] : [];
  });
}

const formerStatement = `
  WITH wanted AS MATERIALIZED (
    SELECT place::int, uscc, park, starts, ends, first_day, last_day
    FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[]) WITH ORDINALITY
      AS wanted (uscc, park, starts, ends, first_day, last_day, place)
  ), seen AS MATERIALIZED (
    SELECT coalesce(m.merged_into, o.uscc) AS uscc, u.park, o.observed_at AS since,
           (SELECT min(n.observed_at) FROM observation n WHERE n.unit = o.unit AND n.observed_at > o.observed_at) AS until
    FROM unit u JOIN observation o ON o.unit = u.id
    LEFT JOIN enterprise m ON m.id = o.uscc AND m.merged_into IS NOT NULL
    WHERE u.park = ANY ($8) AND coalesce(m.merged_into, o.uscc) = ANY ($7) AND o.status IN ('let', 'reserved')
  )
  SELECT place FROM wanted w
  WHERE EXISTS (SELECT FROM seen s WHERE s.uscc = w.uscc AND s.park = w.park AND s.since < w.ends
                AND (s.until IS NULL OR s.until > w.starts))
     OR EXISTS (SELECT FROM chassis.case_file c
                WHERE c.kind = 'tenancy' AND c.park = w.park
                  AND (c.party = w.uscc OR c.party IN (SELECT old FROM chassis.party_alias WHERE "into" = w.uscc))
                  AND c.status IN ('in-force', 'clearing-out', 'ended')
                  AND c.state -> 'terms' ->> 'from' <= w.last_day
                  AND coalesce(c.state -> 'ended' ->> 'on', c.state -> 'terms' ->> 'until') >= w.first_day)`;

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
