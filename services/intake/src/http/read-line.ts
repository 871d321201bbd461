import { type OccupancyUpdate, readUpdate, updateIdOf } from '../domain/occupancy-update.ts';
import { isRejection, type Rejection, rejected } from '../domain/rejection.ts';

/** A line or array element as it was read: an update, or why it is none and whose it says it is. */
export type ReadLine =
  | { readonly update: OccupancyUpdate }
  | { readonly rejection: Rejection; readonly updateId: string | undefined };

/** Reads one line of NDJSON. Codes: `intake.bad-json` and those of `readUpdate`. */
export function readJsonLine(line: string | Rejection): ReadLine {
  if (typeof line !== 'string') return { rejection: line, updateId: undefined };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { rejection: badJson(error), updateId: undefined };
  }
  return readValue(value);
}

/** Reads one element of a JSON body. Codes: those of `readUpdate`. */
export function readValue(value: unknown): ReadLine {
  const read = readUpdate(value);
  return isRejection(read) ? { rejection: read, updateId: updateIdOf(value) } : { update: read };
}

const badJson = (error: unknown): Rejection =>
  rejected(
    'intake.bad-json',
    `The line is not JSON (${error instanceof Error ? error.message : 'unreadable'}); send one object a line.`,
  );
