import type { Month, Uscc } from '@yuanqu/domain';
import { amountNames, type KnownFigures } from '../figures/figures.ts';

/** A month that went over: with its figures, or without because the other had some of its own. */
export interface TransferredMonth {
  readonly park: string;
  readonly month: Month;
  /** Which version of the merged one's it was. */
  readonly version: number;
  readonly taken: boolean;
}

export interface Transfer {
  readonly months: readonly TransferredMonth[];
  /** New versions: of the merged one those that say nothing any more, of the other those that it takes over. */
  readonly figures: readonly KnownFigures[];
}

const saysSomething = (figures: KnownFigures | undefined): figures is KnownFigures =>
  figures !== undefined && amountNames.some((name) => figures[name] !== undefined);

/** All the months of one enterprise become the other's, where that has none of its own; nothing counts twice. */
export function takeOver(
  from: readonly KnownFigures[],
  into: { readonly uscc: Uscc; readonly figures: readonly KnownFigures[] },
  reason: string,
): Transfer {
  const theirs = new Map(into.figures.map((figures) => [placeOf(figures), figures]));
  const moving = from.filter(saysSomething);
  const months = moving.map((figures): TransferredMonth => {
    const { park, month, version } = figures;
    return { park, month, version, taken: !saysSomething(theirs.get(placeOf(figures))) };
  });
  return {
    months,
    figures: moving.flatMap((figures, index) => {
      const emptied = emptyOf(figures, `并入 ${into.uscc}`, reason);
      if (!months[index]?.taken) return [emptied];
      const version = (theirs.get(placeOf(figures))?.version ?? 0) + 1;
      return [emptied, { ...figures, uscc: into.uscc, version, reason }];
    }),
  };
}

/**
 * Gives the months back: those that were taken as they are now (they may have been corrected meanwhile), the others as
 * they were. `before` are the merged one's versions of the time, `emptied` its present ones.
 */
export function giveBack(
  months: readonly TransferredMonth[],
  {
    uscc,
    before,
    emptied,
    taker,
  }: {
    readonly uscc: Uscc;
    readonly before: readonly KnownFigures[];
    readonly emptied: readonly KnownFigures[];
    readonly taker: readonly KnownFigures[];
  },
  reason: string,
): readonly KnownFigures[] {
  const at = (some: readonly KnownFigures[]) => new Map(some.map((figures) => [placeOf(figures), figures]));
  const [then, now, theirs] = [at(before), at(emptied), at(taker)];
  return months.flatMap((month) => {
    const place = placeOf(month);
    const present = theirs.get(place);
    const source = month.taken && saysSomething(present) ? present : then.get(place);
    if (!source) return [];
    const back = { ...source, uscc, version: (now.get(place)?.version ?? source.version) + 1, reason };
    return source === present ? [emptyOf(present, `还回 ${uscc}`, reason), back] : [back];
  });
}

const placeOf = ({ park, month }: { readonly park: string; readonly month: string }): string =>
  `${park}\n${month}`;

const emptyOf = (figures: KnownFigures, source: string, reason: string): KnownFigures => ({
  ...figures,
  version: figures.version + 1,
  source,
  reason,
  outputFen: undefined,
  revenueFen: undefined,
  taxFen: undefined,
  staff: undefined,
});
