import type { Executor } from '@yuanqu/messaging';
import type { Enterprise } from '../domain/enterprise.ts';
import type { Operator, OperatorContract } from '../domain/operator.ts';
import type { Park } from '../domain/park.ts';
import type { Unit } from '../domain/unit.ts';

/** Inserts parks with their sub-parks, plots, buildings and floors. */
export async function insertParks(tx: Executor, district: string, parks: readonly Park[]): Promise<void> {
  await insert(
    tx,
    'park',
    parks.map((park) => ({ ...park, district, leading_industries: park.leadingIndustries, revision: 1 })),
    [
      'code',
      'district',
      'name',
      'theme',
      'leading_industries',
      'positioning',
      'published',
      'since',
      'revision',
      'demo',
    ],
  );
  const ofParks = <Part extends object>(parts: (park: Park) => readonly Part[]) =>
    parks.flatMap((park) => parts(park).map((part) => Object.assign({ park: park.code }, part)));
  await insert(
    tx,
    'sub_park',
    ofParks(({ subParks }) => subParks),
    ['park', 'code', 'number', 'name', 'demo'],
  );
  await insert(
    tx,
    'plot',
    ofParks(({ plots }) =>
      plots.map(({ subPark, landAreaM2, ...plot }) => ({
        ...plot,
        sub_park: subPark,
        land_area_m2: landAreaM2,
      })),
    ),
    ['park', 'code', 'sub_park', 'name', 'land_area_m2', 'demo'],
  );
  await insert(
    tx,
    'building',
    ofParks(({ buildings }) =>
      buildings.map(({ subPark, ...building }) => ({ ...building, sub_park: subPark })),
    ),
    ['park', 'code', 'sub_park', 'plot', 'name', 'demo'],
  );
  await insert(
    tx,
    'floor',
    ofParks(({ buildings }) =>
      buildings.flatMap(({ code, floors }) => floors.map((number) => ({ building: code, number }))),
    ),
    ['park', 'building', 'number'],
  );
}

export const insertUnits = (tx: Executor, units: readonly Unit[]): Promise<void> =>
  insert(
    tx,
    'unit',
    units.map((unit) => ({ ...unit, area_m2: unit.areaM2, revision: 1 })),
    ['id', 'park', 'code', 'building', 'floor', 'area_m2', 'usage', 'since', 'demo', 'revision'],
  );

export async function insertOperators(
  tx: Executor,
  operators: readonly Operator[],
  contracts: readonly OperatorContract[],
): Promise<void> {
  await insert(
    tx,
    'operator',
    operators.map((operator) => ({ ...operator, revision: 1 })),
    ['code', 'name', 'uscc', 'revision', 'demo'],
  );
  await insert(
    tx,
    'operator_contract',
    contracts.map(({ from, until, ...contract }) => ({ ...contract, from_at: from, until_at: until })),
    ['id', 'operator', 'park', 'from_at', 'until_at'],
  );
}

export const insertEnterprises = (
  tx: Executor,
  enterprises: readonly Enterprise[],
  at: Date,
): Promise<void> =>
  insert(
    tx,
    'enterprise',
    enterprises.map((enterprise) => ({
      ...enterprise,
      id: enterprise.uscc,
      revenue_fen: enterprise.revenueFen?.toString(),
      revenueFen: undefined,
      assets_fen: enterprise.assetsFen?.toString(),
      assetsFen: undefined,
      size_class: enterprise.sizeClass,
      provisional: false,
      revision: 1,
      created_at: at,
      changed_at: at,
    })),
    [
      'id',
      'uscc',
      'name',
      'industry',
      'staff',
      'revenue_fen',
      'assets_fen',
      'size_class',
      'provisional',
      'revision',
      'demo',
      'created_at',
      'changed_at',
    ],
  );

/** Inserts rows given by their columns' names, as many as there are, in one statement. */
async function insert(
  tx: Executor,
  table: string,
  rows: readonly object[],
  columns: readonly string[],
): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(', ');
  await tx.query(
    `INSERT INTO "${table}" (${names}) SELECT ${names} FROM json_populate_recordset(NULL::"${table}", $1)`,
    [JSON.stringify(rows)],
  );
}
