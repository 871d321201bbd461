import type { IndustryCode, Uscc } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { type EnterpriseFacts, isWithin } from '../domain/enterprise-facts.ts';
import type { OperatorRow } from '../domain/operator-row.ts';
import type { UnitRow } from '../domain/tables/unit-table.ts';
import type { ParkScope } from '../usecases/registry-queries.ts';
import { enterpriseColumns, enterpriseOf, type EnterpriseRow, heldParks } from './enterprise-registry.ts';

const parksIn = (scope: ParkScope): readonly string[] | null => (scope === '*' ? null : scope);

/** The units that exist, by park and code. */
export const exportUnits =
  (db: Executor) =>
  async (scope: ParkScope): Promise<readonly UnitRow[]> => {
    const { rows } = await db.query<UnitRow>(
      `SELECT park, building, floor, code, area_m2::float8 AS "areaM2", usage, since FROM unit
       WHERE retired_at IS NULL AND ($1::text[] IS NULL OR park = ANY ($1)) ORDER BY park, code`,
      [parksIn(scope)],
    );
    return rows;
  };

/** The enterprises whose facts are known. */
export const exportEnterprises =
  (db: Executor) =>
  async (scope: ParkScope): Promise<readonly EnterpriseFacts[]> => {
    const { rows } = await db.query<EnterpriseRow>(
      `SELECT ${enterpriseColumns} FROM enterprise e ${heldParks()}
       WHERE NOT e.provisional AND e.merged_into IS NULL AND e.uscc IS NOT NULL ORDER BY e.id`,
    );
    return rows
      .map(enterpriseOf)
      .filter((enterprise) => isWithin(enterprise, scope))
      .map(({ id, name = '', industry = '' as IndustryCode, staff, revenueFen, assetsFen }) => ({
        uscc: id as Uscc,
        name,
        industry,
        staff,
        revenueFen,
        assetsFen,
      }));
  };

/** Operators, a line for each contract. */
export const exportOperators =
  (db: Executor) =>
  async (scope: ParkScope): Promise<readonly OperatorRow[]> => {
    const { rows } = await db.query<{
      code: string;
      name: string;
      uscc: Uscc | null;
      park: string | null;
      from: Date | null;
      until: Date | null;
    }>(
      `SELECT o.code, o.name, o.uscc, c.park, c.from_at AS "from", c.until_at AS until
       FROM operator o LEFT JOIN operator_contract c
         ON c.operator = o.code AND c.until_at IS DISTINCT FROM c.from_at
       WHERE $1::text[] IS NULL OR c.park IS NULL OR c.park = ANY ($1)
       ORDER BY o.code, c.park, c.from_at`,
      [parksIn(scope)],
    );
    return rows.map(({ code, name, uscc, park, from, until }) => ({
      code,
      name,
      uscc: uscc ?? undefined,
      contract: park !== null && from !== null ? { park, from, until: until ?? undefined } : undefined,
    }));
  };
