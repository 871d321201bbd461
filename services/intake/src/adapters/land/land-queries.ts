import { type Clock, formatInstant } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Holding, LandPlot } from '../../domain/land/land-use.ts';
import type { ReadLandFacts } from '../../usecases/land/land-ports.ts';
import { existedAt, observedAsOf } from '../as-of.ts';
import { landThen } from './plot-history.ts';

export const readLandFacts =
  (db: Executor, clock: Clock): ReadLandFacts =>
  async (park, month, at) => {
    const { rows } = await db.query<FactsRow>(factsStatement, [park, month]);
    const [facts] = rows;
    if (!facts) return undefined;
    const { rows: holdings } = await db.query<Holding>(
      `WITH land_then AS (${landThen('$1', '$3')}), stood AS (
         SELECT DISTINCT ON (building) building, code FROM land_then, unnest(buildings) AS building ORDER BY building, code
       )
       SELECT b.sub_park AS "subPark", stood.code AS plot, CASE WHEN o.status = 'let' THEN coalesce(e.merged_into, o.uscc) END AS uscc,
              (sum(u.area_m2) * 100)::float8 AS "areaHundredths"
       FROM unit u JOIN building b ON b.park = u.park AND b.code = u.building
       LEFT JOIN stood ON stood.building = b.code
       ${observedAsOf(at && '$2')}
       LEFT JOIN enterprise e ON e.id = o.uscc
       WHERE u.park = $1 AND ${existedAt('$2')}
       GROUP BY 1, 2, 3`,
      [park, formatInstant(at ?? clock()), month],
    );
    const yields = facts.yields.map(({ uscc, output, tax }) => ({
      uscc,
      outputFen: output === null ? undefined : BigInt(output),
      taxFen: tax === null ? undefined : BigInt(tax),
    }));
    return { subParks: facts.subParks, plots: facts.plots, holdings, yields };
  };

interface FactsRow {
  readonly subParks: readonly string[];
  readonly plots: readonly LandPlot[];
  readonly yields: readonly {
    readonly uscc: string;
    readonly output: string | null;
    readonly tax: string | null;
  }[];
}

// Amounts as text: JSON's numbers end at 2^53.
const factsStatement = `
  SELECT ARRAY(SELECT s.code FROM sub_park s WHERE s.park = p.code ORDER BY s.number) AS "subParks",
         (SELECT coalesce(json_agg(json_build_object('code', l.code, 'subPark', l.sub_park, 'landAreaM2', l.land::float8)), '[]')
          FROM (${landThen('$1', '$2')}) AS l) AS plots,
         (SELECT coalesce(json_agg(json_build_object('uscc', f.enterprise, 'output', f.output_fen::text, 'tax', f.tax_fen::text)
                                   ORDER BY f.enterprise), '[]')
          FROM enterprise_figures f WHERE f.park = p.code AND f.month = $2 AND NOT f.superseded
            AND num_nonnulls(f.output_fen, f.revenue_fen, f.tax_fen, f.staff) > 0) AS yields
  FROM park p WHERE p.code = $1`;
