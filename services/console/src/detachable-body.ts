import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/**
 * The body of a request as a stream that may be destroyed without harm: a service that answers before it has read all
 * ends the stream to itself, and destroying the request with it would cut the caller off before the answer is through.
 * What is still coming is then read and dropped. A sender that goes away destroys the stream with an error.
 */
export function detachableBody(request: IncomingMessage): Readable {
  const take = (chunk: Buffer): void => {
    if (!body.push(chunk)) request.pause();
  };
  const end = (): void => void body.push(null);
  const gone = (): void => {
    if (!request.complete) body.destroy(new Error('the sender has gone'));
  };
  const body = new Readable({
    read: () => void request.resume(),
    destroy: (error, done) => {
      request.off('data', take).off('end', end).off('close', gone);
      request.resume();
      done(error);
    },
  });
  request.on('data', take).on('end', end).on('close', gone);
  for (const stream of [request, body]) stream.on('error', () => undefined);
  return body;
}

const lingerMs = 5_000;

/**
 * A caller that goes on sending after the answer has ended is read for a little, so that the answer isn't lost to a
 * reset, and then cut off.
 */
export function cutOffLater(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const timer = setTimeout(() => request.destroy(), lingerMs).unref();
  request.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
}
