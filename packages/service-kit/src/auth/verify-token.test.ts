import { createServer, type Server } from 'node:http';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { openKeySet } from './key-set.ts';
import { testIssuer } from '../testing/test-issuer.ts';
import { makeVerifyToken } from './verify-token.ts';

const log = pino({ level: 'silent' });
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves the text as identity serves its keys. */
async function serve(json: string): Promise<string> {
  server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(json),
  );
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/jwks.json`;
}

const keysOf = (dataUrl: string): string => decodeURIComponent(dataUrl.slice(dataUrl.indexOf(',') + 1));

describe('verifying a token', () => {
  it('tells whose it is', async () => {
    const issuer = await testIssuer();
    const verify = makeVerifyToken(openKeySet(issuer.jwksUrl, log).key);
    const token = await issuer.token({
      subject: 'op',
      name: '软件园',
      kind: 'client',
      roles: ['operator-client'],
      parks: ['software'],
      operator: 'OP-1',
    });
    expect(await verify(token)).toEqual({
      subject: 'op',
      name: '软件园',
      kind: 'client',
      roles: ['operator-client'],
      parks: ['software'],
      operator: 'OP-1',
      tokenExpiresAt: expect.any(Date),
    });
  });

  it('drops roles that this release does not know', async () => {
    const issuer = await testIssuer();
    const token = await issuer.token({ roles: ['auditor', 'emperor' as never] });
    expect((await makeVerifyToken(openKeySet(issuer.jwksUrl, log).key)(token)).roles).toEqual(['auditor']);
  });

  it('does not believe a token it has seen before past its end', async () => {
    const issuer = await testIssuer();
    let now = Date.now();
    const verify = makeVerifyToken(openKeySet(issuer.jwksUrl, log).key, () => now);
    const token = await issuer.token({ expiresInSeconds: 30 });
    await verify(token);
    now += 29_000;
    await expect(verify(token)).resolves.toBeDefined();
    now += 10_000;
    await expect(verify(token)).rejects.toMatchObject({ code: 'auth.token-expired' });
  });

  it('fetches the keys at first use, and needs identity no more', async () => {
    const issuer = await testIssuer();
    const verify = makeVerifyToken(openKeySet(await serve(keysOf(issuer.jwksUrl)), log).key);
    await verify(await issuer.token({ subject: 'li' }));
    server?.closeAllConnections();
    server?.close();
    expect(await verify(await issuer.token({ subject: 'wang' }))).toMatchObject({ subject: 'wang' });
  });

  it.each([
    ['that cannot be reached', async () => 'http://127.0.0.1:1/jwks.json'],
    ['that answers nonsense', () => serve('{"keys":"none"}')],
  ])('says that it cannot, with identity %s', async (_, url) => {
    const issuer = await testIssuer();
    const verify = makeVerifyToken(openKeySet(await url(), log).key);
    await expect(verify(await issuer.token({}))).rejects.toMatchObject({
      code: 'auth.keys-unavailable',
      kind: 'unavailable',
    });
  });
});
