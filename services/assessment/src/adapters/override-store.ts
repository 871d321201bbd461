import type { Override } from '../domain/override.ts';
import type { IndicatorCode } from '../domain/rule-definition.ts';
import type { ReadOverrides, SaveOverride } from '../usecases/league-ports.ts';

/** Later decisions come later, so that the last one counts. */
export const readOverrides: ReadOverrides = async (db, month) => {
  const { rows } = await db.query<OverrideRow>(
    `SELECT park, indicator, measure, words, objection FROM score_override WHERE month = $1 ORDER BY set_at, objection`,
    [month],
  );
  return new Map(
    [...Map.groupBy(rows, ({ park }) => park)].map(([park, own]) => [park, own.map(toOverride)]),
  );
};

export const saveOverride: SaveOverride = async (tx, override) => {
  const { objection, month, park, indicator, measure, words, setBy, setAt } = override;
  await tx.query(
    `INSERT INTO score_override (objection, month, park, indicator, measure, words, set_by, set_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [objection, month, park, indicator, measure, words, setBy, setAt],
  );
};

interface OverrideRow {
  readonly park: string;
  readonly indicator: IndicatorCode;
  readonly measure: string;
  readonly words: string;
  readonly objection: string;
}

const toOverride = ({ indicator, measure, words, objection }: OverrideRow): Override => ({
  indicator,
  measure: Number(measure),
  words,
  objection,
});
