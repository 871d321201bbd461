import { AppError, type Month } from '@yuanqu/domain';

/** What is said of a plot: its land, and which buildings stand on it. */
export interface PlotState {
  readonly code: string;
  readonly subPark: string;
  readonly name: string;
  readonly landAreaM2: number;
  /** In the order of their codes. */
  readonly buildings: readonly string[];
}

/** A version of it. It holds from its month on, over all that was said before; without a month for all time. */
export interface PlotVersion extends PlotState {
  readonly version: number;
  readonly from: Month | undefined;
  readonly reason: string | undefined;
  /** Absent for what the registry began with. */
  readonly changedBy: string | undefined;
  readonly changedAt: Date | undefined;
}

interface ToldPlots {
  readonly plots: readonly Omit<PlotState, 'buildings'>[];
  readonly buildings: readonly { readonly code: string; readonly plot?: string | null | undefined }[];
}

/** A park's plots with their buildings. */
export const plotStates = ({ plots, buildings }: ToldPlots): readonly PlotState[] =>
  plots.map(({ code, subPark, name, landAreaM2 }) => ({
    code,
    subPark,
    name,
    landAreaM2,
    buildings: buildings
      .filter(({ plot }) => plot === code)
      .map((building) => building.code)
      .toSorted((a, b) => (a < b ? -1 : 1)),
  }));

/** The plots of which something else is said than before: a building that goes to another plot changes both. */
export const changedPlots = (
  before: readonly PlotState[],
  after: readonly PlotState[],
): readonly PlotState[] =>
  after.filter((plot) => {
    const was = before.find(({ code }) => code === plot.code);
    return !was || JSON.stringify(was) !== JSON.stringify(plot);
  });

/**
 * From which month on an entry holds: a plot that is new, and takes no building of another, for all time; a change from
 * the running month on, unless told. Error:
 * `plot.month-to-come`.
 */
export function holdsFrom(
  told: Month | undefined,
  isNew: boolean,
  running: Month,
): Month | undefined | AppError {
  if (told === undefined) return isNew ? undefined : running;
  return told > running ? monthToCome(told, running) : told;
}

const monthToCome = (from: Month, running: Month): AppError =>
  new AppError(
    'plot.month-to-come',
    'invalid',
    `${from} 尚未开始，最晚填 ${running}。 ${from} has not begun: a plot is entered as it is or was, from ${running} at the latest.`,
    { errors: [{ pointer: '/from', code: 'month-to-come', detail: 'has not begun' }] },
  );
