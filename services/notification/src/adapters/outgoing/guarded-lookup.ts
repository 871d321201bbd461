import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isCallable } from './public-address.ts';

/** The host of a webhook is, or resolves to, an address that must not be called from here. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/**
 * A lookup for sockets that refuses a name when any of its addresses must not be called. The socket connects to the
 * very address that was judged, so that a second resolution cannot lead elsewhere (DNS rebinding).
 */
export const guardedLookup =
  (allowLoopback: boolean, dns: typeof resolve = resolve): LookupFunction =>
  (hostname, options, done) => {
    dns(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      const [first] = addresses;
      if (!first) return done(new Error(`${hostname} has no address`), '');
      if (addresses.some(({ address }) => !isCallable(address, allowLoopback)))
        return done(new ForbiddenAddress(`${hostname} leads to an address that must not be called`), '');
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };
