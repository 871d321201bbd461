import type { Month, Uscc } from '@yuanqu/domain';

/** How far figures can be relied on: early ones may still change, final ones are corrected with a reason only. */
export const figureStages = ['preliminary', 'final'] as const;
export type FigureStage = (typeof figureStages)[number];

/** What is reported of a month: amounts in whole fen, persons at its end. What isn't known is missing, never zero. */
export interface Amounts {
  readonly outputFen: bigint | undefined;
  readonly revenueFen: bigint | undefined;
  readonly taxFen: bigint | undefined;
  readonly staff: number | undefined;
}

/** Whose figures of which month where. */
export interface FiguresPlace {
  readonly uscc: Uscc;
  readonly park: string;
  readonly month: Month;
}

/** Figures as somebody reports them. */
export interface FiguresReport extends FiguresPlace, Amounts {
  readonly stage: FigureStage;
  /** Where they come from: the enterprise itself, the tax office. */
  readonly source: string;
  /** Why they differ from what was final. */
  readonly reason: string | undefined;
  /** Amounts that were known and shall be missing from now on. */
  readonly drops?: readonly AmountName[];
}

/** The version of figures that counts now. */
export type KnownFigures = FiguresReport & { readonly version: number };

export const placeKey = ({ uscc, park, month }: FiguresPlace): string => `${uscc}\n${park}\n${month}`;

export const amountNames = ['outputFen', 'revenueFen', 'taxFen', 'staff'] as const;
export type AmountName = (typeof amountNames)[number];
