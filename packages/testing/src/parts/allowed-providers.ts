import type { PartName, PartProvider } from './part.ts';
import { providers } from './providers.ts';

const rules: Readonly<Record<string, (provider: PartProvider) => boolean>> = {
  any: () => true,
  native: ({ needsDocker }) => !needsDocker,
  containers: ({ needsDocker }) => needsDocker,
};

/** The providers that YUANQU_TEST_PARTS allows: `native` leaves Docker alone, `containers` takes nothing else. */
export function allowedProviders(wanted = 'any'): Readonly<Record<PartName, readonly PartProvider[]>> {
  const isAllowed = Object.hasOwn(rules, wanted) ? rules[wanted] : undefined;
  if (!isAllowed) throw new Error(`YUANQU_TEST_PARTS=${wanted}: give native, containers or any`);
  return {
    postgres: providers.postgres.filter(isAllowed),
    kafka: providers.kafka.filter(isAllowed),
    redis: providers.redis.filter(isAllowed),
  };
}
