import type { Environment } from './settings-error.ts';

/**
 * The URL of a service's database: YUANQU_DATABASE_URL_<SERVICE> as it is, else YUANQU_DATABASE_URL with {service} filled
 * in, or with the database yuanqu_<service> when it names none. Unix sockets go as `?host=/folder`.
 */
export function databaseUrlOf(service: string, env: Environment, shared: string): string {
  const own = env[`YUANQU_DATABASE_URL_${service.replaceAll('-', '_').toUpperCase()}`]?.trim();
  if (own) return own;
  const filled = shared
    .replaceAll('{service}', databasePart(service))
    .replaceAll('%7Bservice%7D', databasePart(service));
  return withDatabase(filled, `yuanqu_${databasePart(service)}`);
}

/** The URL pointing to another database of the same server. */
export const replaceDatabase = (url: string, database: string): string =>
  url.replace(
    /^(\w+:\/\/[^/?#]*)(?:\/[^?#]*)?/,
    (_, authority: string) => `${authority}/${encodeURIComponent(database)}`,
  );

/** The database that the URL names. */
export const databaseNameOf = (url: string): string =>
  decodeURIComponent(/^\w+:\/\/[^/?#]*\/([^?#]*)/.exec(url)?.[1] ?? '');

const databasePart = (service: string): string => service.replaceAll('-', '_');

const withDatabase = (url: string, database: string): string =>
  databaseNameOf(url) === '' ? replaceDatabase(url, database) : url;
