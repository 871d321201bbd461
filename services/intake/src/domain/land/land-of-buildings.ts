import { Money } from '@yuanqu/domain';

/** A plot's land in m². */
export interface PlotLand {
  readonly code: string;
  readonly landAreaM2: number;
}

/** A building, the plot it stands on, and the area of its units in m². */
export interface BuiltOnPlot {
  readonly code: string;
  readonly plot?: string | null | undefined;
  readonly builtM2: number;
}

/**
 * Each building's part of its plot's land, in m², in proportion to the area of its units (alike where there are none
 * yet). The parts of a plot add up to it; a building on no known plot has none.
 */
export function landOfBuildings(
  plots: readonly PlotLand[],
  buildings: readonly BuiltOnPlot[],
): ReadonlyMap<string, number> {
  const byPlot = Map.groupBy(buildings, ({ plot }) => plot ?? '');
  return new Map(
    plots.flatMap(({ code, landAreaM2 }) => {
      const built = byPlot.get(code) ?? [];
      const weights = built.map(({ builtM2 }) => BigInt(Math.round(builtM2 * 100)));
      return parts(landAreaM2, weights).map((m2, index) => [built[index]?.code ?? '', m2] as const);
    }),
  );
}

/** Hundredths of a m² are whole, as fen are. */
function parts(m2: number, weights: readonly bigint[]): readonly number[] {
  if (weights.length === 0) return [];
  const some = weights.some((weight) => weight > 0n) ? weights : weights.map(() => 1n);
  return Money.ofFen(BigInt(Math.round(m2 * 100)))
    .allocate(some)
    .map(({ fen }) => Number(fen) / 100);
}
