import { ForbiddenAddress, type guardedLookup } from './guarded-lookup.ts';
import { isCallable, literalAddress } from './public-address.ts';

const patienceMs = 3_000;

/** Whether a URL's host is, or at this moment leads to, an address that must not be called. */
export const makeIsForbiddenHost =
  (lookup: ReturnType<typeof guardedLookup>, allowLoopback: boolean) =>
  (url: string): Promise<boolean> => {
    const literal = literalAddress(url);
    if (literal !== undefined) return Promise.resolve(!isCallable(literal, allowLoopback));
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), patienceMs);
    lookup(new URL(url).hostname, {}, (error) => resolve(error instanceof ForbiddenAddress));
    return promise.finally(() => clearTimeout(timer));
  };
