import { describe, expect, it } from 'vitest';
import { clientCredentials } from './client-credentials.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a client’s credentials', () => {
  it('come in the header, form-encoded', () => {
    expect(clientCredentials(basic('operator-ip:s%3Acret+1'), {})).toEqual({
      clientId: 'operator-ip',
      secret: 's:cret 1',
    });
    expect(clientCredentials(basic('operator-ip:a:b'), {})).toMatchObject({ secret: 'a:b' });
  });

  it('or come in the form', () => {
    expect(clientCredentials(undefined, { client_id: 'operator-ip', client_secret: 's' })).toEqual({
      clientId: 'operator-ip',
      secret: 's',
    });
    expect(clientCredentials('Bearer abc', { client_id: 'operator-ip', client_secret: 's' })).toMatchObject({
      clientId: 'operator-ip',
    });
  });

  it('may name the client in both, as some libraries do', () => {
    expect(clientCredentials(basic('operator-ip:s'), { client_id: 'operator-ip' })).toMatchObject({
      secret: 's',
    });
  });

  it.each([
    ['nothing', undefined, {}],
    ['an id alone', undefined, { client_id: 'operator-ip' }],
    ['a header without a colon', basic('operator-ip'), {}],
    ['a broken escape', basic('operator-ip:%zz'), {}],
  ])('are missing in %s', (_, header, form) => {
    expect(clientCredentials(header, form)).toMatchObject({ code: 'token.invalid-client' });
  });

  it('must not come twice', () => {
    const form = { client_id: 'operator-ip', client_secret: 's' };
    expect(clientCredentials(basic('operator-ip:s'), form)).toMatchObject({ code: 'token.invalid-request' });
    expect(clientCredentials(basic('operator-ip:s'), { client_id: 'operator-hr' })).toMatchObject({
      code: 'token.invalid-request',
    });
  });
});
