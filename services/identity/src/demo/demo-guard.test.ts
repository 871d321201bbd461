import { CommonSettings, readSettings } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { IdentitySettings } from '../config.ts';
import { guardDemo } from './demo-guard.ts';

const schema = Type.Object({ ...CommonSettings.properties, ...IdentitySettings.properties });
const settings = (env: Record<string, string>) => readSettings(schema, env);

describe('the demo’s guard', () => {
  it.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('lets the demo listen on %s', (host) => {
    expect(() => guardDemo(settings({ YUANQU_DEMO: 'true', YUANQU_HOST: host }), false)).not.toThrow();
  });

  it.each(['0.0.0.0', '::', '192.168.1.7', '127.0.0.1.example.org'])('refuses the demo on %s', (host) => {
    expect(() => guardDemo(settings({ YUANQU_DEMO: 'true', YUANQU_HOST: host }), false)).toThrow(
      'YUANQU_HOST',
    );
  });

  it('lets a container that is published on loopback say so', () => {
    const env = { YUANQU_DEMO: 'true', YUANQU_HOST: '0.0.0.0', YUANQU_DEMO_ALLOW_ANY_HOST: 'true' };
    expect(() => guardDemo(settings(env), true)).not.toThrow();
  });

  it('refuses to serve demo accounts without the demo, wherever it listens', () => {
    expect(() => guardDemo(settings({}), true)).toThrow('YUANQU_DEMO is not true');
    expect(() => guardDemo(settings({ YUANQU_HOST: '0.0.0.0' }), false)).not.toThrow();
  });
});
