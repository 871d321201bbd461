import { trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { redact, redactCredentials } from './redact.ts';
import { serializeError } from './serialize-error.ts';

/**
 * The root logger of a process: one JSON line per entry on stdout, secrets and personal data removed. A process of several
 * services names none, and gives each a child that does.
 */
export function createLogger(
  { service, level }: { readonly service?: string; readonly level: string },
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level,
      base: service === undefined ? {} : { service },
      timestamp: stdTimeFunctions.isoTime,
      serializers: { err: serializeError, error: serializeError },
      mixin: activeTrace,
      hooks: { streamWrite: redactCredentials },
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => redact(entry) as Record<string, unknown>,
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** The trace that the line belongs to, when traces are on. */
function activeTrace(): { readonly traceId?: string } {
  const traceId = trace.getActiveSpan()?.spanContext().traceId;
  return traceId === undefined ? {} : { traceId };
}
