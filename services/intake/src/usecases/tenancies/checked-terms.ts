import { AppError, Day, Uscc } from '@yuanqu/domain';
import type { Tenant } from '../../domain/tenancies/tenancy.ts';

/** A tenant whose code, if there is one, is right. Throws the code's error. */
export function checkedTenant({ uscc: given, name }: Tenant): Tenant {
  if (given === undefined) return { name };
  const uscc = Uscc.parse(given);
  if (uscc instanceof AppError) throw uscc;
  return { uscc, name };
}

/** Throws `day.malformed`, also for a day that does not exist. */
export function dayOf(text: string): Day {
  const day = Day.parse(text);
  if (day instanceof AppError) throw day;
  return day;
}
