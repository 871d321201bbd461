import { redact } from './redact.ts';

const maxCauses = 5;

/**
 * An error as logs show it: kind, message, stack, code and causes. Fields such as pg's `detail` and `where` are left out,
 * because they quote rows ("Key (phone)=(…) already exists").
 */
export function serializeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return redact(error);
  const { code, kind, details, constraint, table } = error as Error & Record<string, unknown>;
  return {
    type: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...present({ code, kind, constraint, table, details: redact(details) }),
    ...(error.cause === undefined || depth >= maxCauses
      ? {}
      : { cause: serializeError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError
      ? { errors: error.errors.slice(0, maxCauses).map((one) => serializeError(one, depth + 1)) }
      : {}),
  };
}

const present = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
