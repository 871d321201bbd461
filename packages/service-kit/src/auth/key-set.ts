import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';

const refreshMs = 5 * 60_000;

/** Identity's signing keys, and how to stop refreshing them. */
export interface KeySet {
  readonly key: JWTVerifyGetKey;
  readonly stop: () => void;
}

/**
 * The keys behind an http(s): URL, fetched at first use and refreshed every five minutes; while identity is away the
 * known ones stay valid. A data: URL holds the keys itself.
 */
export function openKeySet(url: string, log: Logger): KeySet {
  if (url.startsWith('data:')) return { key: createLocalJWKSet(fromDataUrl(url)), stop: () => {} };
  const remote = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: Infinity,
    cooldownDuration: 5_000,
    timeoutDuration: 3_000,
  });
  const timer = setInterval(() => {
    if (remote.jwks())
      remote
        .reload()
        .catch((error: unknown) => log.warn({ err: error }, 'the signing keys could not be refreshed'));
  }, refreshMs).unref();
  return { key: remote, stop: () => clearInterval(timer) };
}

function fromDataUrl(url: string): JSONWebKeySet {
  const comma = url.indexOf(',');
  const text = url.slice(comma + 1);
  const json = url.slice(0, comma).endsWith(';base64')
    ? Buffer.from(text, 'base64').toString('utf8')
    : decodeURIComponent(text);
  return JSON.parse(json) as JSONWebKeySet;
}
