import { AppError } from '@yuanqu/domain';
import type { App } from './app.ts';

/**
 * Answers 408 when a body is not complete in time, so that slow senders cannot hold connections. Node's own
 * requestTimeout would also end endless streams: those routes say `config.streaming` and watch over themselves.
 */
export function registerBodyDeadline(app: App, timeoutMs: number): void {
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (request.routeOptions.config.streaming || request.raw.complete) return done();
    const timer = setTimeout(() => {
      void reply.header('connection', 'close');
      // The parser listens for it and answers; destroying the request would cut the connection before the answer.
      payload.emit(
        'error',
        Object.assign(new AppError('request.timeout', 'invalid', 'body late'), { statusCode: 408 }),
      );
    }, timeoutMs);
    const stop = (): void => clearTimeout(timer);
    payload.once('end', stop).once('close', stop).once('error', stop);
    done();
  });
}
