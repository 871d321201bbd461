import type { Month } from '@yuanqu/domain';
import type { LeagueTable, Watermark } from './league-table.ts';
import type { Override } from './override.ts';
import type { ParkInputs } from './park-inputs.ts';
import type { RankedScore } from './rank-parks.ts';
import type { RuleDefinition } from './rule-definition.ts';

/** A frozen document as values again. */
export interface ThawedTable {
  readonly table: LeagueTable;
  readonly version: number;
  readonly watermarks: readonly Watermark[];
  readonly unitsSha256: string;
}

/** Reads a document that `frozenDocument` made and the database kept. */
export function thawDocument(document: string): ThawedTable {
  const frozen = JSON.parse(document) as Frozen;
  const { version, effectiveFrom, definition } = frozen.rule;
  return {
    table: {
      month: frozen.month as Month,
      cutoffMs: Date.parse(frozen.cutoff),
      rule: { version, effectiveFrom: effectiveFrom as Month, definition },
      inputs: frozen.parks.map(thawInputs),
      scores: frozen.scores,
    },
    version: frozen.version,
    watermarks: frozen.watermarks.map((mark) => ({ ...mark, sequence: BigInt(mark.sequence) })),
    unitsSha256: frozen.unitsSha256,
  };
}

interface Frozen {
  readonly month: string;
  readonly version: number;
  readonly cutoff: string;
  readonly rule: {
    readonly version: string;
    readonly effectiveFrom: string;
    readonly definition: RuleDefinition;
  };
  readonly watermarks: readonly (Omit<Watermark, 'sequence'> & { readonly sequence: string })[];
  readonly unitsSha256: string;
  readonly parks: readonly FrozenInputs[];
  readonly scores: readonly RankedScore[];
}

interface FrozenAreaTime {
  readonly letAreaMs: string;
  readonly lettableAreaMs: string;
}

interface FrozenInputs {
  readonly park: {
    readonly code: string;
    readonly name: string;
    readonly since: string;
    readonly leadingIndustries: readonly string[];
  };
  readonly month: FrozenAreaTime;
  readonly previous?: FrozenAreaTime & {
    readonly frozenVersion?: number;
    readonly rank?: number;
    readonly score?: number;
  };
  readonly letArea: string;
  readonly leadingLetArea: string;
  readonly units: number;
  readonly freshUnits: number;
  readonly evidence?: FrozenEvidence;
  readonly overrides?: readonly Override[];
}

type Evidence = NonNullable<ParkInputs['evidence']>;
type Amounts = Pick<Evidence, 'outputFen' | 'taxFen' | 'landHundredths'>;
type FrozenEvidence = Omit<Evidence, keyof Amounts> & { readonly [K in keyof Amounts]: string };

const thawAreaTime = ({ letAreaMs, lettableAreaMs }: FrozenAreaTime) => ({
  letAreaMs: BigInt(letAreaMs),
  lettableAreaMs: BigInt(lettableAreaMs),
});

const thawInputs = ({
  park,
  month,
  previous,
  letArea,
  leadingLetArea,
  evidence,
  ...rest
}: FrozenInputs): ParkInputs => ({
  park: {
    code: park.code,
    name: park.name,
    sinceMs: Date.parse(park.since),
    leadingIndustries: park.leadingIndustries,
  },
  month: thawAreaTime(month),
  ...(previous && {
    previous: {
      ...previous,
      ...thawAreaTime(previous),
    },
  }),
  letArea: BigInt(letArea),
  leadingLetArea: BigInt(leadingLetArea),
  ...(evidence && { evidence: thawEvidence(evidence) }),
  ...rest,
});

const thawEvidence = ({ outputFen, taxFen, landHundredths, ...counts }: FrozenEvidence): Evidence => ({
  ...counts,
  ...(outputFen !== undefined && { outputFen: BigInt(outputFen) }),
  ...(taxFen !== undefined && { taxFen: BigInt(taxFen) }),
  landHundredths: BigInt(landHundredths),
});
