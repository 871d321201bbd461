import { reportsSuffice, yuanPerMu } from '../evidence/park-evidence.ts';
import { millionthsOf } from '../ratio.ts';

/**
 * Output of a month by the firms that hold space in a place, of each the part that its area there is of its area in the
 * park. Areas in hundredths of a m².
 */
export interface PlaceOutput {
  readonly month: string;
  readonly fen: bigint;
  readonly tenantArea: bigint;
  /** Of that what is held by firms that reported. */
  readonly reportingArea: bigint;
}

/** Land that belongs to a place, and what is produced there; each absent while it is not known. */
export interface Producing {
  readonly land?: bigint | undefined;
  readonly output?: PlaceOutput | undefined;
}

/** Share, in millionths, of the let area whose firms must have reported: as for the league table since 2027. */
const leastReporting = 600_000;

/** Whole yuan of output per mu of land in the month; undefined while land is unknown or too few reported. */
export function outputPerMuOf({ land, output }: Producing): number | undefined {
  if (land === undefined || output === undefined || output.tenantArea === 0n) return undefined;
  const reporting = millionthsOf({ part: output.reportingArea, whole: output.tenantArea }) ?? 0;
  const suffices = reportsSuffice(
    { tenants: 1_000_000, reporting, outputFirms: 0, taxFirms: 0 },
    leastReporting,
  );
  return suffices ? perMu(output.fen, land) : undefined;
}

/** The same of all places of which it is known, taken together. */
export function averagePerMu(places: readonly Producing[]): number | undefined {
  const known = places.flatMap((place) =>
    place.land !== undefined && place.output && outputPerMuOf(place) !== undefined
      ? [{ land: place.land, fen: place.output.fen }]
      : [],
  );
  return perMu(
    known.reduce((sum, { fen }) => sum + fen, 0n),
    known.reduce((sum, { land }) => sum + land, 0n),
  );
}

/** Output per mu is low under half of the district's. */
export const isLow = (own: number | undefined, district: number | undefined): boolean =>
  own !== undefined && district !== undefined && own * 2 < district;

/** Places taken together: their land when all of it is known, and what is known of their output. */
export function producingTogether(parts: readonly Producing[]): Producing {
  const lands = parts.flatMap(({ land }) => land ?? []);
  const outputs = parts.flatMap(({ output }) => output ?? []);
  const [first] = outputs;
  return {
    ...(lands.length === parts.length && { land: sum(lands) }),
    ...(first && {
      output: {
        month: first.month,
        fen: sum(outputs.map(({ fen }) => fen)),
        tenantArea: sum(outputs.map(({ tenantArea }) => tenantArea)),
        reportingArea: sum(outputs.map(({ reportingArea }) => reportingArea)),
      },
    }),
  };
}

const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);

const perMu = (fen: bigint, landHundredths: bigint): number | undefined =>
  yuanPerMu(fen, { landHundredths, buildings: 1, surveyed: 1 });
