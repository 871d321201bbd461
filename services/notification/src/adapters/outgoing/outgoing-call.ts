import { ForbiddenAddress } from './guarded-lookup.ts';
import { isCallable, literalAddress } from './public-address.ts';

/** Throws where a URL's host is written as an address that must not be called: sockets do not look that up. */
export function refuseForbiddenLiteral(url: string, allowLoopback: boolean): void {
  const literal = literalAddress(url);
  if (literal !== undefined && !isCallable(literal, allowLoopback))
    throw new ForbiddenAddress(`${literal} is an address that must not be called`);
}

/** What went wrong with a call, without what a receiver could have put there. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error instanceof ForbiddenAddress) return error.message;
  if (error.cause instanceof ForbiddenAddress) return error.cause.message;
  if (error.name === 'TimeoutError') return 'no answer in time';
  return `connection failed: ${(error as NodeJS.ErrnoException).code ?? error.name}`;
}
