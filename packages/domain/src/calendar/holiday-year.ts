import { type Static, Type } from 'typebox';
import { AppError, type FieldError } from '../app-error.ts';
import { Day } from '../day.ts';
import { DaySchema } from '../schemas.ts';

/** The days off of one year and the weekend days worked in their stead (调休), as the State Council announced them. */
export const HolidayYear = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    document: Type.String({ minLength: 1, description: 'The announcement' }),
    holidays: Type.Array(
      Type.Object(
        { zh: Type.String({ minLength: 1 }), from: DaySchema, to: DaySchema },
        { additionalProperties: false },
      ),
      { minItems: 1, description: 'First and last day, both included' },
    ),
    workedWeekendDays: Type.Array(DaySchema),
  },
  { additionalProperties: false },
);
export type HolidayYear = Static<typeof HolidayYear>;

/** Refuses years that cannot be meant. Error: `holidays.contradict`, with every fault and where it is. */
export function checkHolidayYears(years: readonly HolidayYear[]): readonly HolidayYear[] | AppError {
  const errors = years.flatMap((year, index) => faultsOf(year, years.slice(0, index), `/${index}`));
  if (errors.length === 0) return years;
  return new AppError(
    'holidays.contradict',
    'invalid',
    '节假日安排有误，请按所列各项更正。 These holidays contradict themselves; correct what is listed.',
    { errors },
  );
}

function faultsOf(
  { year, holidays, workedWeekendDays }: HolidayYear,
  earlier: readonly HolidayYear[],
  at: string,
): readonly FieldError[] {
  const faults: FieldError[] = [];
  const fault = (pointer: string, detail: string): number =>
    faults.push({ pointer: `${at}${pointer}`, code: 'contradicts', detail });
  if (earlier.some((other) => other.year === year)) fault('/year', `${year} is there twice`);
  const isOutside = (day: string): boolean =>
    Day.parse(day) instanceof AppError || !day.startsWith(`${year}-`);
  holidays.forEach(({ from, to }, index) => {
    if (isOutside(from)) fault(`/holidays/${index}/from`, `${from} is no day of ${year}`);
    if (isOutside(to)) fault(`/holidays/${index}/to`, `${to} is no day of ${year}`);
    if (from > to) fault(`/holidays/${index}/to`, `${to} is before ${from}`);
  });
  workedWeekendDays.forEach((day, index) => {
    const pointer = `/workedWeekendDays/${index}`;
    if (isOutside(day)) fault(pointer, `${day} is no day of ${year}`);
    else if (Day.weekday(day as Day) <= 5) fault(pointer, `${day} is no weekend day`);
    else if (holidays.some(({ from, to }) => from <= day && day <= to))
      fault(pointer, `${day} is a holiday, too`);
  });
  return faults;
}
