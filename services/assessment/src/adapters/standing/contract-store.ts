import type { Contract } from '../../domain/standing/contract-span.ts';
import type {
  FindUnopened,
  LinkStanding,
  LockContracts,
  SaveContracts,
} from '../../usecases/standing/standing-ports.ts';

export const saveContracts: SaveContracts = async (tx, contracts) => {
  if (contracts.length === 0) return;
  await tx.query(
    `INSERT INTO operator_contract (operator, park, from_at, until_at, name, revision)
     SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::int[])
       AS told (operator, park, from_at, until_at, name, revision)
     ORDER BY park, operator, from_at
     ON CONFLICT (operator, park, from_at) DO UPDATE
       SET until_at = EXCLUDED.until_at, name = EXCLUDED.name, revision = EXCLUDED.revision
       WHERE operator_contract.revision <= EXCLUDED.revision`,
    [
      contracts.map(({ operator }) => operator),
      contracts.map(({ park }) => park),
      contracts.map(({ from }) => from),
      contracts.map(({ until }) => until),
      contracts.map(({ name }) => name),
      contracts.map(({ revision }) => revision),
    ],
  );
};

export const lockContracts: LockContracts = async (tx, park) => {
  const { rows } = await tx.query<ContractRow>(
    `SELECT operator, name, from_at AS "from", until_at AS until, standing
     FROM operator_contract WHERE park = $1 ORDER BY operator, from_at FOR NO KEY UPDATE`,
    [park],
  );
  return rows.map(contractOf);
};

interface ContractRow extends Omit<Contract, 'until' | 'standing'> {
  readonly until: Date | null;
  readonly standing: string | null;
}

const contractOf = ({ until, standing, ...contract }: ContractRow): Contract => ({
  ...contract,
  until: until ?? undefined,
  standing: standing ?? undefined,
});

export const linkStanding: LinkStanding = async (tx, park, contracts, standing) => {
  await tx.query(
    `UPDATE operator_contract AS c SET standing = $4
     FROM unnest($2::text[], $3::timestamptz[]) AS wanted (operator, from_at)
     WHERE c.park = $1 AND c.operator = wanted.operator AND c.from_at = wanted.from_at`,
    [park, contracts.map(({ operator }) => operator), contracts.map(({ from }) => from), standing],
  );
};

export const findUnopened: FindUnopened = async (db, at) => {
  const { rows } = await db.query<{ park: string }>(
    `SELECT DISTINCT park FROM operator_contract
     WHERE standing IS NULL AND from_at <= $1 AND (until_at IS NULL OR until_at > $1) ORDER BY park`,
    [at],
  );
  return rows.map(({ park }) => park);
};
