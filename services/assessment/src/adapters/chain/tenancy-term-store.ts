import type { SaveTenancyTerms } from '../../usecases/chain/apply-tenancy-events.ts';

export const saveTenancyTerms: SaveTenancyTerms = async (tx, terms) => {
  await tx.query(
    `INSERT INTO tenancy_term (tenancy, park, uscc, until, leaving, ended, revision)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::boolean[], $7::int[])
     ON CONFLICT (tenancy) DO UPDATE
       SET park = EXCLUDED.park, uscc = EXCLUDED.uscc, until = EXCLUDED.until, leaving = EXCLUDED.leaving,
           ended = EXCLUDED.ended, revision = EXCLUDED.revision
       WHERE tenancy_term.revision < EXCLUDED.revision`,
    [
      terms.map(({ tenancy }) => tenancy),
      terms.map(({ park }) => park),
      terms.map(({ uscc }) => uscc),
      terms.map(({ until }) => until),
      terms.map(({ leaving }) => leaving),
      terms.map(({ ended }) => ended),
      terms.map(({ revision }) => revision),
    ],
  );
};
