import type { LeagueTable } from './league-table.ts';

/** The ranked parks of a table, best first as the table has them: names, ranks and points as others are told. */
export function rankingOf({ inputs, scores }: LeagueTable) {
  const names = new Map(inputs.map(({ park }) => [park.code, park.name]));
  return scores.flatMap(({ park, rank, score }) =>
    rank === undefined ? [] : [{ park, name: names.get(park) ?? park, rank, score: score / 100 }],
  );
}
