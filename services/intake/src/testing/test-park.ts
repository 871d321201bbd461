import { newId } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';

export interface TestPark {
  readonly code: string;
  readonly operator: string;
  /** Codes of its units, each 100 m². */
  readonly units: readonly string[];
}

export interface TestParkOptions {
  readonly code?: string;
  readonly units?: number;
  /** Start of the units and of the operator's contract. */
  readonly since?: Date;
  readonly contractUntil?: Date;
  readonly operator?: string;
}

const twoYearsMs = 2 * 366 * 86_400_000;

/** Puts a park with one building of offices and a contracted operator into the tables, without events. */
export async function registerTestPark(
  db: Executor,
  {
    code = 'software',
    units = 20,
    since = new Date(Date.now() - twoYearsMs),
    contractUntil,
    operator = `operator-${code}`,
  }: TestParkOptions = {},
): Promise<TestPark> {
  const codes = Array.from({ length: units }, (_, index) => `A-${String(index + 1).padStart(4, '0')}`);
  const from = since.toISOString();
  await db.query(
    `INSERT INTO district VALUES ('350503', '丰泽区', '泉州市', '福建省') ON CONFLICT DO NOTHING`,
  );
  await db.query(
    `INSERT INTO park (code, district, name, theme, leading_industries, since) VALUES ($1, '350503', $2, '软件', '{65}', $3)`,
    [code, `${code} 园区`, from],
  );
  await db.query(`INSERT INTO sub_park (park, code, number, name) VALUES ($1, '1', 1, '1号园')`, [code]);
  await db.query(`INSERT INTO building (park, code, sub_park, name) VALUES ($1, 'A', '1', 'A座')`, [code]);
  await db.query(`INSERT INTO floor (park, building, number) VALUES ($1, 'A', 1)`, [code]);
  await db.query(
    `INSERT INTO unit (id, park, code, building, floor, area_m2, usage, since)
     SELECT id, $1, code, 'A', 1, 100, 'office', $2 FROM unnest($3::uuid[], $4::text[]) AS new (id, code)`,
    [code, from, codes.map(() => newId()), codes],
  );
  await db.query(`INSERT INTO operator (code, name) VALUES ($1, $1) ON CONFLICT DO NOTHING`, [operator]);
  await db.query(
    `INSERT INTO operator_contract (id, operator, park, from_at, until_at) VALUES ($1, $2, $3, $4, $5)`,
    [newId(), operator, code, from, contractUntil?.toISOString()],
  );
  return { code, operator, units: codes };
}
