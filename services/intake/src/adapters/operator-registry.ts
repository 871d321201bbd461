import type { OperatorContract } from '../domain/operator.ts';
import type {
  KnownOperator,
  LockContracts,
  LockOperators,
  SaveOperators,
} from '../usecases/registry-ports.ts';

/** The park's row stands for its contracts, so that two cannot be agreed on at once. */
export const lockContracts: LockContracts = async (tx, parks) => {
  const { rows: locked } = await tx.query<{ code: string }>(
    'SELECT code FROM park WHERE code = ANY ($1) ORDER BY code FOR NO KEY UPDATE',
    [parks],
  );
  const { rows } = await tx.query<ContractRow>(
    `SELECT id, operator, park, from_at AS "from", until_at AS until, entered_at AS "enteredAt", revision
     FROM operator_contract WHERE park = ANY ($1) ORDER BY from_at`,
    [parks],
  );
  const contracts = rows.map(contractOf);
  const byPark = Map.groupBy(contracts, ({ park }) => park);
  return new Map(locked.map(({ code }) => [code, byPark.get(code) ?? []]));
};

interface ContractRow extends Omit<OperatorContract, 'until'> {
  readonly until: Date | null;
}

const contractOf = ({ until, ...contract }: ContractRow): OperatorContract => ({
  ...contract,
  until: until ?? undefined,
});

export const lockOperators: LockOperators = async (tx, codes) => {
  const { rows } = await tx.query<Omit<KnownOperator, 'uscc'> & { readonly uscc: string | null }>(
    'SELECT code, name, uscc, revision, facts_revision AS "factsRevision" FROM operator WHERE code = ANY ($1) ORDER BY code FOR NO KEY UPDATE',
    [codes],
  );
  return new Map(rows.map((row) => [row.code, { ...row, uscc: row.uscc ?? undefined }]));
};

export const saveOperators: SaveOperators = async (tx, operators, contracts) => {
  await tx.query(
    `INSERT INTO operator (code, name, uscc, revision, facts_revision)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[])
       AS given (code, name, uscc, revision, facts_revision)
     ORDER BY code
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, uscc = excluded.uscc, revision = excluded.revision,
       facts_revision = excluded.facts_revision`,
    [
      operators.map(({ code }) => code),
      operators.map(({ name }) => name),
      operators.map(({ uscc }) => uscc),
      operators.map(({ revision }) => revision),
      operators.map(({ factsRevision }) => factsRevision),
    ],
  );
  await tx.query(
    `INSERT INTO operator_contract (id, operator, park, from_at, until_at, entered_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[])
     ON CONFLICT (id) DO UPDATE SET until_at = excluded.until_at, revision = operator_contract.revision + 1`,
    [
      contracts.map(({ id }) => id),
      contracts.map(({ operator }) => operator),
      contracts.map(({ park }) => park),
      contracts.map(({ from }) => from),
      contracts.map(({ until }) => until),
      contracts.map(({ enteredAt }) => enteredAt),
    ],
  );
};
