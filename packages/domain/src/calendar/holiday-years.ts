import { AppError } from '../app-error.ts';
import { checkHolidayYears, type HolidayYear } from './holiday-year.ts';
import { publicHolidays } from './public-holidays.ts';

type Listener = (year: number) => void;

const years = new Map(publicHolidays.map((one) => [one.year, one]));
const asked = new Set<number>();
let version = 0;
let listener: Listener | undefined;

/**
 * The years that deadlines of this process are reckoned by: what the platform brings, and what the district enters when it
 * starts. One for the whole process, since a deadline has to be the same wherever it is reckoned.
 */
export const holidayYears = {
  /** Adds years; one that is there already is replaced. Error: `holidays.contradict`. */
  enter(entered: readonly HolidayYear[]): AppError | undefined {
    const checked = checkHolidayYears(entered);
    if (checked instanceof AppError) return checked;
    for (const one of checked) years.set(one.year, one);
    version += 1;
    return undefined;
  },
  all: (): readonly HolidayYear[] => [...years.values()],
  /** Changes when years were entered. */
  version: (): number => version,
  /** Who is to be told, once for each, of years that a deadline reaches into and that are not known. */
  onUnknown(told: Listener): void {
    listener = told;
    asked.clear();
  },
  missed(year: number): void {
    if (asked.has(year)) return;
    asked.add(year);
    listener?.(year);
  },
};
