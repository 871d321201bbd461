/** The SQLSTATE of a database error, wherever in the chain of causes (pg's own, or wrapped by Prisma's adapter). */
export function sqlStateOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 5) return undefined;
  const { code, originalCode, cause, meta } = error as Record<string, unknown>;
  if (isSqlState(code)) return code;
  if (isSqlState(originalCode)) return originalCode;
  const adapterError = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return sqlStateOf(cause, depth + 1) ?? sqlStateOf(adapterError, depth + 1);
}

/** Whether the database could not be reached or could not go on: nothing about the request is wrong, a retry may succeed. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlStateOf(error);
  // 08 connection, 40 rollback, 53 resources, 55P03 lock timeout, 57 operator intervention (also timeouts), 58 system
  if (state !== undefined)
    return /^(08|40|53|57|58)/.test(state) || state === '55P03' || state === '25P03' || state === '25P04';
  return isConnectionLost(error);
}

/** Whether the same transaction may simply be run again: serialization failure or deadlock. */
export const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(sqlStateOf(error) ?? '');

const lostConnectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
]);
// pg reports some broken connections without a code.
const brokenConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end)/;

function isConnectionLost(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  const { code, syscall } = error as Error & { code?: unknown; syscall?: unknown };
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (typeof code === 'string' && lostConnectionCodes.has(code)) return true;
  if (error instanceof AggregateError && error.errors.some((one) => isConnectionLost(one, depth + 1)))
    return true;
  return brokenConnection.test(error.message) || isConnectionLost(error.cause, depth + 1);
}

// Five characters with a digit; neither a system error (EPIPE) nor one of Prisma's own codes (P1001, P2002).
const isSqlState = (code: unknown): code is string =>
  typeof code === 'string' && /^(?!P[12])(?=.*\d)[0-9A-Z]{5}$/.test(code);
