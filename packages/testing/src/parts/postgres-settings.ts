/**
 * Settings of the tests' PostgreSQL. Nothing is synced to disk: the data is thrown away after the run, and
 * durability is tested elsewhere on servers that do sync. 300 connections serve two workers' pools and the services they start.
 */
export const testPostgresSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  timezone: 'UTC',
} as const;

/** As arguments of the server: `-c name=value` for each. */
export const asServerArguments = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
