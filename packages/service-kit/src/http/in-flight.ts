import { AppError } from '@yuanqu/domain';
import type { App } from './app.ts';

/** The requests that have been taken and not been answered yet. */
export interface InFlight {
  /** From now on new requests are answered 503; resolves when the others are answered, or false after the limit. */
  readonly drain: (limitMs: number) => Promise<boolean>;
}

const inFlight = Symbol('in flight');

/** Counts requests, so that a stop can wait for them however they came in (own listener or another's). */
export function registerInFlight(app: App): void {
  let open = 0;
  let drained: (() => void) | undefined;
  const leave = (): void => {
    open -= 1;
    if (open === 0) drained?.();
  };
  app.addHook('onRequest', (_request, reply, done) => {
    if (drained) {
      void reply.header('connection', 'close');
      return done(new AppError('service.stopping', 'unavailable', 'stopping', { retryAfterMs: 2_000 }));
    }
    open += 1;
    // 'close' comes once for every answer: complete, aborted by the caller, or hijacked by a stream.
    reply.raw.once('close', leave);
    return done();
  });
  const drain = (limitMs: number): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), limitMs);
    drained = () => resolve(true);
    if (open === 0) resolve(true);
    return promise.finally(() => clearTimeout(timer));
  };
  app.decorate(inFlight, { drain } satisfies InFlight);
}

export const inFlightOf = (app: App): InFlight => app.getDecorator<InFlight>(inFlight);
