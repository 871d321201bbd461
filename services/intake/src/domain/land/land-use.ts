import { Area, Money } from '@yuanqu/domain';

/** What is held where: by an enterprise, or by nobody. */
export interface Holding {
  readonly subPark: string;
  readonly plot: string | null;
  /** The tenant, where the units are let. */
  readonly uscc: string | null;
  readonly areaHundredths: number;
}

export interface LandPlot {
  readonly code: string;
  readonly subPark: string;
  readonly landAreaM2: number;
}

/** An enterprise's month as far as land is measured by it. */
export interface Yield {
  readonly uscc: string;
  readonly outputFen: bigint | undefined;
  readonly taxFen: bigint | undefined;
}

/** What a piece of land yields in a month; what isn't known is left out, never zero. */
export interface LandUse {
  readonly landM2: number | undefined;
  readonly mu: number | undefined;
  readonly outputFen: bigint | undefined;
  readonly taxFen: bigint | undefined;
  readonly outputFenPerMu: bigint | undefined;
  readonly taxFenPerMu: bigint | undefined;
}

export interface PlaceUse extends LandUse {
  /** Enterprises that units are let to. */
  readonly tenants: number;
  /** Those of them that reported. */
  readonly reporting: number;
}

export interface ParkUse extends PlaceUse {
  readonly subParks: readonly (PlaceUse & { readonly code: string })[];
  /** Reported by those who hold no unit any more; in the park's sums, in no sub-park's. */
  readonly unplaced: { readonly enterprises: number } & Pick<LandUse, 'outputFen' | 'taxFen'>;
}

export interface LandFacts {
  readonly subParks: readonly string[];
  readonly plots: readonly LandPlot[];
  readonly holdings: readonly Holding[];
  readonly yields: readonly Yield[];
}

/** A park's land and what it yields, by sub-park; who holds space in several counts in each by area. */
export function landUseOf({ subParks, plots, holdings, yields }: LandFacts): ParkUse {
  const heldBy = Map.groupBy(holdings, ({ uscc }) => uscc ?? '');
  const placed = yields.flatMap((reported) => placesOf(reported, heldBy.get(reported.uscc) ?? []));
  const unplaced = yields.filter(({ uscc }) => !heldBy.has(uscc));
  const tenantsOf = (some: readonly Holding[]) => new Set(some.flatMap(({ uscc }) => uscc ?? []));
  const use = (land: readonly LandPlot[], held: readonly Holding[], reported: readonly Yield[]): PlaceUse => {
    const tenants = tenantsOf(held);
    const reporting = new Set(reported.flatMap(({ uscc }) => (tenants.has(uscc) ? uscc : [])));
    return {
      ...perMu(landOf(land), total(reported, 'outputFen'), total(reported, 'taxFen')),
      tenants: tenants.size,
      reporting: reporting.size,
    };
  };
  return {
    ...use(plots, holdings, yields),
    subParks: subParks.map((code) => {
      const isHere = ({ subPark }: { readonly subPark: string }) => subPark === code;
      return Object.assign(
        { code },
        use(plots.filter(isHere), holdings.filter(isHere), placed.filter(isHere)),
      );
    }),
    unplaced: {
      enterprises: unplaced.length,
      outputFen: total(unplaced, 'outputFen'),
      taxFen: total(unplaced, 'taxFen'),
    },
  };
}

export interface EnterpriseUse extends LandUse {
  readonly uscc: string;
  readonly areaM2: number;
}

/**
 * The land that falls to each enterprise that space is let to: of each plot in proportion to its part of the plot's
 * units, let or not. Who also holds space on no known plot has no land that could be measured by.
 */
export function landOfEnterprises({ plots, holdings, yields }: LandFacts): readonly EnterpriseUse[] {
  const land = new Map(plots.map(({ code, landAreaM2 }) => [code, landAreaM2]));
  const onPlot = Map.groupBy(holdings, ({ plot }) => plot ?? '');
  const builtOn = new Map(Array.from(onPlot, ([plot, some]) => [plot, areaOf(some)]));
  const reported = new Map(yields.map((one) => [one.uscc, one]));
  const shareOf = ({ plot, areaHundredths }: Holding): number => {
    const area = land.get(plot ?? '');
    const built = builtOn.get(plot ?? '') ?? 0;
    return area === undefined || built === 0 ? Number.NaN : (area * areaHundredths) / built;
  };
  return [...Map.groupBy(holdings, ({ uscc }) => uscc ?? '')]
    .filter(([uscc]) => uscc !== '')
    .map(([uscc, held]) => {
      const m2 = held.reduce((sum, one) => sum + shareOf(one), 0);
      const landM2 = Number.isNaN(m2) ? undefined : Math.round(m2 * 100) / 100;
      const { outputFen, taxFen } = reported.get(uscc) ?? {};
      return Object.assign({ uscc, areaM2: areaOf(held) / 100 }, perMu(landM2, outputFen, taxFen));
    })
    .toSorted((one, other) => (one.uscc < other.uscc ? -1 : 1));
}

function placesOf(
  { uscc, outputFen, taxFen }: Yield,
  held: readonly Holding[],
): readonly (Yield & { readonly subPark: string })[] {
  const bySubPark = [...Map.groupBy(held, ({ subPark }) => subPark)];
  const weights = bySubPark.map(([, some]) => BigInt(areaOf(some)));
  if (weights.length === 0) return [];
  const split = (fen: bigint | undefined) => fen !== undefined && Money.ofFen(fen).allocate(weights);
  const [output, tax] = [split(outputFen), split(taxFen)];
  return bySubPark.map(([subPark], index) => ({
    uscc,
    subPark,
    outputFen: output ? output[index]?.fen : undefined,
    taxFen: tax ? tax[index]?.fen : undefined,
  }));
}

const areaOf = (some: readonly Holding[]): number =>
  some.reduce((sum, { areaHundredths }) => sum + areaHundredths, 0);

const landOf = (plots: readonly LandPlot[]): number | undefined =>
  plots.length === 0
    ? undefined
    : Math.round(plots.reduce((sum, { landAreaM2 }) => sum + landAreaM2, 0) * 100) / 100;

const total = (yields: readonly Yield[], name: 'outputFen' | 'taxFen'): bigint | undefined => {
  const known = yields.flatMap((one) => one[name] ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, fen) => sum + fen, 0n);
};

function perMu(landM2: number | undefined, outputFen?: bigint, taxFen?: bigint): LandUse {
  const land = landM2 === undefined || landM2 === 0 ? undefined : Area.ofHundredths(Math.round(landM2 * 100));
  // 1 mu = 2000/3 m² = 200000/3 hundredths
  const ratio = (fen: bigint | undefined) =>
    land && fen !== undefined
      ? Money.ofFen(fen).timesFraction(200_000n, 3n * BigInt(land.hundredths), 'half-up').fen
      : undefined;
  return {
    landM2,
    mu: land && Math.round(land.mu * 10_000) / 10_000,
    outputFen,
    taxFen,
    outputFenPerMu: ratio(outputFen),
    taxFenPerMu: ratio(taxFen),
  };
}
