import { AppError, parseInstant, Uscc } from '@yuanqu/domain';
import { type OccupancyStatus, occupancyStatuses, readStatus } from './occupancy-status.ts';
import { type Rejection, rejected } from './rejection.ts';

/** What an operator's system says it saw of one unit, in normal form. */
export interface OccupancyUpdate {
  /** The operator's own id for this message; sending it again changes nothing. */
  readonly updateId: string;
  readonly park: string;
  readonly unit: string;
  readonly status: OccupancyStatus;
  readonly uscc: Uscc | undefined;
  readonly observedAtMs: number;
}

/**
 * Reads one update as it came out of JSON. Written by hand: this runs for every line of every stream. Fields that it
 * doesn't know are left alone. Codes: `intake.invalid-field`, `intake.invalid-uscc`, `intake.let-without-enterprise`.
 */
export function readUpdate(value: unknown): OccupancyUpdate | Rejection {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return notAnObject;
  const fields = value as Readonly<Record<string, unknown>>;
  const updateId = readText(fields, 'updateId', 64);
  if (typeof updateId !== 'string') return updateId;
  if (updateId.startsWith('!')) return reservedId;
  const park = readText(fields, 'park', 40);
  if (typeof park !== 'string') return park;
  const unit = readText(fields, 'unit', 60);
  if (typeof unit !== 'string') return unit;
  const status = readStatusField(fields['status']);
  if (typeof status !== 'string') return status;
  const uscc = readUscc(fields['uscc']);
  if (typeof uscc === 'object') return uscc;
  if (status === 'let' && uscc === undefined) return letToNobody;
  const observedAtMs = readObservedAt(fields['observedAt']);
  if (typeof observedAtMs !== 'number') return observedAtMs;
  return { updateId, park, unit, status, uscc, observedAtMs };
}

/** The id that a line carries, to name it by even when the rest cannot be read. */
export function updateIdOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const updateId = readText(value as Readonly<Record<string, unknown>>, 'updateId', 64);
  return isText(updateId) ? updateId : undefined;
}

const isText = (value: string | Rejection): value is string => typeof value === 'string';

const notAnObject = rejected(
  'intake.invalid-field',
  'It is not a JSON object; send {"updateId", "park", "unit", "status", "uscc"?, "observedAt"}.',
);

// What a new unit takes over from the one it was cut from is an observation with such an id.
const reservedId = rejected(
  'intake.invalid-field',
  'updateId begins with "!", which the platform keeps for observations of its own; begin it otherwise.',
);

const letToNobody = rejected(
  'intake.let-without-enterprise',
  'status is "let" but uscc is missing: add the unified social credit code of the tenant.',
);

// PostgreSQL stores neither NUL nor half a surrogate pair; other control characters are never meant.
// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u001f\u007f]/;

function readText(fields: Readonly<Record<string, unknown>>, name: string, maxLength: number) {
  const value = fields[name];
  if (value === undefined || value === null || value === '')
    return rejected(
      'intake.invalid-field',
      `${name} is missing or empty; it must be a text of 1 to ${maxLength} characters.`,
    );
  if (typeof value !== 'string')
    return rejected('intake.invalid-field', `${name} is a ${typeof value}; send it as a text in quotes.`);
  if (value.length > maxLength)
    return rejected(
      'intake.invalid-field',
      `${name} has ${value.length} characters; at most ${maxLength} are taken.`,
    );
  if (controlCharacter.test(value) || !value.isWellFormed())
    return rejected(
      'intake.invalid-field',
      `${name} holds control characters or half characters; remove them.`,
    );
  return value;
}

function readStatusField(value: unknown): OccupancyStatus | Rejection {
  const status = typeof value === 'string' ? readStatus(value) : undefined;
  return (
    status ??
    rejected(
      'intake.invalid-field',
      `status is ${shown(value)}; it must be one of ${occupancyStatuses.join(', ')}.`,
    )
  );
}

function readUscc(value: unknown): Uscc | undefined | Rejection {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string')
    return rejected(
      'intake.invalid-uscc',
      `uscc is ${shown(value)}; send the 18 characters as a text in quotes.`,
    );
  const uscc = Uscc.parse(value);
  return uscc instanceof AppError ? rejected('intake.invalid-uscc', `uscc: ${uscc.message}.`) : uscc;
}

function readObservedAt(value: unknown): number | Rejection {
  if (typeof value !== 'string')
    return rejected(
      'intake.invalid-field',
      `observedAt is ${shown(value)}; send an instant with its offset such as "2026-11-03T08:00:00+08:00".`,
    );
  const instant = parseInstant(value);
  return instant instanceof AppError
    ? rejected('intake.invalid-field', `observedAt: ${instant.message}.`)
    : instant;
}

const maxShown = 40;

/** What was sent instead, short enough for a message. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
