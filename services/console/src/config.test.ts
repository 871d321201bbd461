import { describe, expect, it } from 'vitest';
import { readGatewaySettings } from './config.ts';

describe('the gateway’s settings', () => {
  it('have an upstream for each variable, named as the service is in paths', () => {
    const { services } = readGatewaySettings({
      YUANQU_UPSTREAM_INTAKE: 'http://intake:8080',
      YUANQU_UPSTREAM_IDENTITY: 'https://identity.example',
      YUANQU_UPSTREAM_FUNDING: '',
    });
    expect(services).toEqual({
      intake: { kind: 'remote', url: 'http://intake:8080' },
      identity: { kind: 'remote', url: 'https://identity.example' },
    });
  });

  it.each(['intake:8080', 'ftp://intake', 'http://intake/api', 'nonsense'])(
    'refuse %s as an upstream, and name the variable',
    (url) => {
      expect(() => readGatewaySettings({ YUANQU_UPSTREAM_INTAKE: url })).toThrow(
        `YUANQU_UPSTREAM_INTAKE has a wrong value "${url}"`,
      );
    },
  );

  it('refuse to stand before nothing', () => {
    expect(() => readGatewaySettings({})).toThrow('YUANQU_UPSTREAM_INTAKE');
  });
});
