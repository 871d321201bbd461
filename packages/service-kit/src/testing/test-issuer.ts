import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Principal } from '../auth/principal.ts';

/** Stands in for identity in tests: real keys, real tokens. */
export interface TestIssuer {
  /** For YUANQU_JWKS_URL: the public key as a data: URL. */
  readonly jwksUrl: string;
  /** A token for the claims; what is left out is a district-wide person without roles, for five minutes. */
  readonly token: (claims: TestClaims) => Promise<string>;
  /** The same as a header of a request. */
  readonly bearer: (claims: TestClaims) => Promise<{ readonly authorization: string }>;
}

export interface TestClaims extends Partial<Omit<Principal, 'tokenExpiresAt'>> {
  readonly expiresInSeconds?: number;
  readonly audience?: string;
}

/** Makes an issuer with a key of its own. */
export async function testIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'EdDSA', use: 'sig', kid: 'test' };
  const token = ({
    subject = 'tester',
    expiresInSeconds = 300,
    audience = 'yuanqu',
    ...claims
  }: TestClaims): Promise<string> =>
    new SignJWT({ name: subject, kind: 'person', roles: [], parks: '*', ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'test' })
      .setSubject(subject)
      .setIssuer('yuanqu')
      .setAudience(audience)
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds)
      .sign(privateKey);
  return {
    jwksUrl: `data:application/json,${encodeURIComponent(JSON.stringify({ keys: [jwk] }))}`,
    token,
    bearer: async (claims) => ({ authorization: `Bearer ${await token(claims)}` }),
  };
}
