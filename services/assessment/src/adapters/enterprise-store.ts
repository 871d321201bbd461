import type { SaveEnterprises } from '../usecases/ports.ts';

export const saveEnterprises: SaveEnterprises = async (tx, enterprises) => {
  const { rows } = await tx.query<{ uscc: string; altered: boolean }>(
    `WITH known AS (SELECT uscc, industry, size_class FROM enterprise WHERE uscc = ANY($1::text[]))
     INSERT INTO enterprise (uscc, name, industry, revision, size_class)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[])
     ON CONFLICT (uscc) DO UPDATE
       SET name = EXCLUDED.name, industry = EXCLUDED.industry, revision = EXCLUDED.revision,
           size_class = EXCLUDED.size_class
       WHERE enterprise.revision < EXCLUDED.revision
     RETURNING uscc, industry IS DISTINCT FROM (SELECT known.industry FROM known WHERE known.uscc = enterprise.uscc)
       OR size_class IS DISTINCT FROM (SELECT known.size_class FROM known WHERE known.uscc = enterprise.uscc) AS altered`,
    [
      enterprises.map(({ uscc }) => uscc),
      enterprises.map(({ name }) => name),
      enterprises.map(({ industry }) => industry),
      enterprises.map(({ revision }) => revision),
      enterprises.map(({ sizeClass }) => sizeClass),
    ],
  );
  return rows.filter(({ altered }) => altered).map(({ uscc }) => uscc);
};
