import type { IncomingMessage } from 'node:http';
import { newId } from '@yuanqu/domain';
import type { EventContext } from '@yuanqu/events';

/** The identity of a request, handed on to the events it causes and to the logs. */
export interface RequestContext extends EventContext {
  readonly correlationId: string;
  readonly requestId: string;
}

/** The number of a request: the caller's X-Request-Id if it has a harmless shape, else a new one. */
export const requestNumber = (request: IncomingMessage): string =>
  harmless(request.headers['x-request-id']) ?? newId();

/** The context of a request; `traceparent` is the caller's, or the server span's when traces are on. */
export function requestContext(
  requestId: string,
  headers: IncomingMessage['headers'],
  span?: string,
): RequestContext {
  const traceparent = span ?? validTraceparent(headers['traceparent']);
  const correlationId = harmless(headers['x-correlation-id']) ?? requestId;
  return { requestId, correlationId, ...(traceparent === undefined ? {} : { traceparent }) };
}

const harmless = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : undefined;

// W3C Trace Context §3.2, version 00
const validTraceparent = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(header)
    ? header
    : undefined;
