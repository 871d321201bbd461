import { AppError } from '@yuanqu/domain';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Principal } from './principal.ts';
import { isRole } from './roles.ts';

/** Whose token it is. Throws AppError `auth.unauthenticated`, `auth.token-expired` or `auth.keys-unavailable`. */
export type VerifyToken = (token: string) => Promise<Principal>;

const Claims = Type.Object({
  sub: Type.String({ minLength: 1 }),
  name: Type.Optional(Type.String()),
  kind: Type.Union([Type.Literal('person'), Type.Literal('client')]),
  roles: Type.Array(Type.String()),
  parks: Type.Union([Type.Literal('*'), Type.Array(Type.String())]),
  operator: Type.Optional(Type.String()),
  enterprise: Type.Optional(Type.String()),
  exp: Type.Number(),
});
const claims = Compile(Claims);

// Signature checks cost 0.1 ms; a token seen before is believed for a while, but never past its end.
const maxRemembered = 2_000;
const rememberMs = 60_000;

/** Verifies identity's tokens (issuer and audience `yuanqu`, signed by one of its keys). */
export function makeVerifyToken(key: JWTVerifyGetKey, now: () => number = Date.now): VerifyToken {
  const known = new Map<string, { readonly principal: Principal; readonly until: number }>();
  return async (token) => {
    const remembered = known.get(token);
    if (remembered && remembered.until > now()) return remembered.principal;
    known.delete(token);
    const principal = await verify(token, key, now());
    const oldest = known.keys().next();
    if (known.size >= maxRemembered && !oldest.done) known.delete(oldest.value);
    known.set(token, { principal, until: Math.min(now() + rememberMs, principal.tokenExpiresAt.getTime()) });
    return principal;
  };
}

async function verify(token: string, key: JWTVerifyGetKey, now: number): Promise<Principal> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: 'yuanqu',
      audience: 'yuanqu',
      algorithms: ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'],
      clockTolerance: 5,
      currentDate: new Date(now),
    });
    if (!claims.Check(payload))
      throw new AppError('auth.unauthenticated', 'unauthenticated', 'the claims are incomplete');
    return toPrincipal(payload);
  } catch (error) {
    throw asAuthError(error);
  }
}

// Roles that this release doesn't know give no rights; the others stay valid.
const toPrincipal = (payload: Static<typeof Claims>): Principal => ({
  subject: payload.sub,
  name: payload.name ?? payload.sub,
  kind: payload.kind,
  roles: payload.roles.filter(isRole),
  parks: payload.parks,
  ...(payload.operator === undefined ? {} : { operator: payload.operator }),
  ...(payload.enterprise === undefined ? {} : { enterprise: payload.enterprise }),
  tokenExpiresAt: new Date(payload.exp * 1000),
});

function asAuthError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof errors.JWTExpired)
    return new AppError('auth.token-expired', 'unauthenticated', 'the token has expired', {}, error);
  if (aboutKeys(error))
    return new AppError(
      'auth.keys-unavailable',
      'unavailable',
      'the keys cannot be fetched',
      { retryAfterMs: 2_000 },
      error,
    );
  return new AppError('auth.unauthenticated', 'unauthenticated', 'the token is not valid', {}, error);
}

/** jose's own errors are about the token, except these; anything else is a failed fetch. */
const aboutKeys = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) ||
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  error.code === 'ERR_JOSE_GENERIC';
