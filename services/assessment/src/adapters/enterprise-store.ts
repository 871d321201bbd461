import type { SaveEnterprises } from '../usecases/ports.ts';

/** The same revision again is taken for its size class, which was not kept at first: a snapshot brings it. */
export const saveEnterprises: SaveEnterprises = async (tx, enterprises) => {
  const { rows } = await tx.query<{ uscc: string; altered: boolean }>(
    `WITH known AS (SELECT uscc, industry, size_class FROM enterprise WHERE uscc = ANY($1::text[]))
     INSERT INTO enterprise (uscc, name, industry, size_class, revision)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])
     ON CONFLICT (uscc) DO UPDATE
       SET name = EXCLUDED.name, industry = EXCLUDED.industry, size_class = EXCLUDED.size_class,
           revision = EXCLUDED.revision
       WHERE enterprise.revision < EXCLUDED.revision
         OR (enterprise.revision = EXCLUDED.revision AND enterprise.size_class IS DISTINCT FROM EXCLUDED.size_class)
     RETURNING uscc, industry IS DISTINCT FROM (SELECT known.industry FROM known WHERE known.uscc = enterprise.uscc)
       OR size_class IS DISTINCT FROM (SELECT known.size_class FROM known WHERE known.uscc = enterprise.uscc) AS altered`,
    [
      enterprises.map(({ uscc }) => uscc),
      enterprises.map(({ name }) => name),
      enterprises.map(({ industry }) => industry),
      enterprises.map(({ sizeClass }) => sizeClass),
      enterprises.map(({ revision }) => revision),
    ],
  );
  return rows.filter(({ altered }) => altered).map(({ uscc }) => uscc);
};
