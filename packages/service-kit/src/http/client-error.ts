import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '@yuanqu/domain';
import { problemContentType } from './problem.ts';

/** Answers what isn't HTTP, or came too late or too large to become a request, and closes the connection. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const status = statusOf[error.code ?? ''] ?? 400;
  const title = STATUS_CODES[status] ?? 'Bad Request';
  const problem = {
    type: 'about:blank',
    title,
    status,
    detail: 'The request could not be read as HTTP.',
    code: 'request.malformed',
    requestId: newId(),
  };
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: ${problemContentType}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

const statusOf: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};
