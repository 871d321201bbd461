import { type Clock, formatInstant } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type {
  HistoryItem,
  ListedUnit,
  ListUnits,
  ListUnitsOf,
  PlacedUnitGroup,
  ReadUnit,
  ReadUnitGroups,
  ReadUnitHistory,
  UnitLineage,
} from '../usecases/registry-queries.ts';
import { existedAt, observedAsOf } from './as-of.ts';

export const readUnitGroups =
  (db: Executor, clock: Clock): ReadUnitGroups =>
  async (parks, asOf) => {
    const { rows } = await db.query<PlacedUnitGroup>(
      `SELECT u.park, b.sub_park AS "subPark", u.building, coalesce(o.status, 'unobserved') AS status, usage.counts,
              count(*)::int AS units, (sum(u.area_m2) * 100)::float8 AS "areaCents"
       FROM unit u
       JOIN building b ON b.park = u.park AND b.code = u.building
       JOIN usage ON usage.code = u.usage
       ${observedAsOf(asOf && '$2')}
       WHERE ($1::text[] IS NULL OR u.park = ANY ($1)) AND ${existedAt('$2')}
       GROUP BY u.park, b.sub_park, u.building, o.status, usage.counts`,
      [parks === '*' ? null : parks, formatInstant(asOf ?? clock())],
    );
    return rows;
  };

export const listUnits =
  (db: Executor, clock: Clock): ListUnits =>
  async ({ park, asOf, status, building, legalStatus, after, limit }) => {
    const { rows } = await db.query<ListedUnit>(
      `SELECT ${listedColumns(asOf)}
       FROM ${listedTables}
       ${observedAsOf(asOf && '$2')}
       LEFT JOIN enterprise e ON e.id = o.uscc
       WHERE u.park = $1 AND ${existedAt('$2')}
         AND ($3::text IS NULL OR coalesce(o.status, 'unobserved') = $3)
         AND ($4::text IS NULL OR u.building = $4)
         AND ($5::text IS NULL OR u.code > $5)
         AND ($7::text IS NULL OR ${legalStatusOfUnit} = $7)
       ORDER BY u.code LIMIT $6`,
      [
        park,
        formatInstant(asOf ?? clock()),
        status ?? null,
        building ?? null,
        after ?? null,
        limit,
        legalStatus ?? null,
      ],
    );
    return rows.length > 0 || (await exists(db, 'SELECT FROM park WHERE code = $1', [park]))
      ? rows
      : undefined;
  };

const exists = async (db: Executor, sql: string, values: unknown[]): Promise<boolean> =>
  (await db.query(sql, values)).rowCount === 1;

export const readUnitHistory =
  (db: Executor): ReadUnitHistory =>
  async ({ park, unit, asOf, before, limit }) => {
    const { rows: found } = await db.query<UnitLineage & { readonly id: string }>(lineageStatement, [
      park,
      unit,
    ]);
    const [first] = found;
    if (!first) return undefined;
    const { id, ...lineage } = first;
    const { rows } = await db.query<HistoryItem>(
      `SELECT observed_at AS "observedAt", update_id AS "updateId", operator, status, uscc,
              received_at AS "receivedAt", revision
       FROM observation
       WHERE unit = $1 AND observed_at <= coalesce($2::timestamptz, 'infinity')
         AND ($3::timestamptz IS NULL OR (observed_at, update_id, operator) < ($3, $4, $5))
       ORDER BY observed_at DESC, update_id DESC, operator DESC LIMIT $6`,
      [id, asOf?.toISOString() ?? null, ...(before ?? [null, null, null]), limit],
    );
    return { lineage, observations: rows };
  };

const lineageStatement = `
  SELECT u.id, u.retired_at AS "retiredAt",
         ARRAY(SELECT o.code FROM unit_cut c JOIN unit o ON o.id = c.old_unit WHERE c.new_unit = u.id ORDER BY o.code) AS "cutFrom",
         ARRAY(SELECT n.code FROM unit_cut c JOIN unit n ON n.id = c.new_unit WHERE c.old_unit = u.id ORDER BY n.code) AS "cutInto"
  FROM unit u WHERE u.park = $1 AND u.code = $2`;

export const listUnitsOf =
  (db: Executor): ListUnitsOf =>
  async (uscc, parks) => {
    const { rows } = await db.query<Awaited<ReturnType<ListUnitsOf>>[number]>(
      `SELECT u.park, ${listedColumns(undefined)}
       FROM ${listedTables}
       ${observedAsOf(undefined)}
       LEFT JOIN enterprise e ON e.id = o.uscc
       WHERE o.uscc = $1 AND o.status = 'let' AND u.retired_at IS NULL
         AND ($2::text[] IS NULL OR u.park = ANY ($2))
       ORDER BY u.park, u.code`,
      [uscc, parks === '*' ? null : parks],
    );
    return rows;
  };

export const readUnit =
  (db: Executor): ReadUnit =>
  async (park, unit) => {
    const { rows } = await db.query<ListedUnit & { readonly park: string }>(
      `SELECT u.park, ${listedColumns(undefined)}
       FROM ${listedTables}
       ${observedAsOf(undefined)}
       LEFT JOIN enterprise e ON e.id = o.uscc
       WHERE u.park = $1 AND u.code = $2`,
      [park, unit],
    );
    return rows[0];
  };

// Nobody holds what has no contract on record.
const legalStatusOfUnit = `CASE WHEN u.legal_status IN ('let', 'reserved') THEN u.legal_status ELSE 'free' END`;

const listedColumns = (asOf: Date | undefined): string => `
  u.code AS unit, b.sub_park AS "subPark", u.building, u.floor, u.area_m2::float8 AS "areaM2", u.usage, usage.counts,
  u.since, u.retired_at AS "retiredAt", u.demo, u.facts_revision AS revision,
  ${asOf ? 'NULL' : legalStatusOfUnit} AS "legalStatus", ${asOf ? 'NULL' : 't.tenancy'} AS tenancy,
  coalesce(o.status, 'unobserved') AS status, o.uscc, o.observed_at AS "observedAt", e.name AS enterprise`;
const listedTables = `unit u
  JOIN building b ON b.park = u.park AND b.code = u.building
  JOIN usage ON usage.code = u.usage
  LEFT JOIN unit_tenancy t ON t.unit = u.id`;
