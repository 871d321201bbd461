import type { SaveFigures } from '../../usecases/evidence/evidence-ports.ts';

/** Of two events that claim one version the later counts, whichever is taken in first; one statement may name it once. */
export const saveFigures: SaveFigures = async (tx, figures) => {
  const latest = new Map<string, (typeof figures)[number]>();
  for (const one of figures) {
    const key = `${one.month} ${one.park} ${one.uscc} ${one.version}`;
    const other = latest.get(key);
    if (!other || isLater(one, other)) latest.set(key, one);
  }
  const last = [...latest.values()];
  await tx.query(
    `INSERT INTO enterprise_figures (month, park, uscc, version, stage, output_fen, revenue_fen, tax_fen, staff,
                                     arrived_at, partition, epoch, sequence)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::int[], $10::timestamptz[], $11::smallint[], $12::int[], $13::bigint[])
     ON CONFLICT (month, park, uscc, version) DO UPDATE
       SET stage = EXCLUDED.stage, output_fen = EXCLUDED.output_fen, revenue_fen = EXCLUDED.revenue_fen,
           tax_fen = EXCLUDED.tax_fen, staff = EXCLUDED.staff, arrived_at = EXCLUDED.arrived_at,
           partition = EXCLUDED.partition, epoch = EXCLUDED.epoch, sequence = EXCLUDED.sequence
       WHERE (enterprise_figures.epoch, enterprise_figures.sequence) < (EXCLUDED.epoch, EXCLUDED.sequence)`,
    [
      last.map(({ month }) => month),
      last.map(({ park }) => park),
      last.map(({ uscc }) => uscc),
      last.map(({ version }) => version),
      last.map(({ stage }) => stage),
      last.map(({ outputFen }) => outputFen),
      last.map(({ revenueFen }) => revenueFen),
      last.map(({ taxFen }) => taxFen),
      last.map(({ staff }) => staff),
      last.map(({ arrivedAt }) => arrivedAt),
      last.map(({ partition }) => partition),
      last.map(({ epoch }) => epoch),
      last.map(({ sequence }) => sequence),
    ],
  );
};

type Placed = Pick<Parameters<SaveFigures>[1][number], 'epoch' | 'sequence'>;

const isLater = (one: Placed, other: Placed): boolean =>
  one.epoch === other.epoch ? one.sequence > other.sequence : one.epoch > other.epoch;
