import { connect, type Socket } from 'node:net';
import { Pool } from 'pg';
import { openKeySet } from '../auth/key-set.ts';
import { testIssuer, type TestIssuer } from '../testing/test-issuer.ts';
import { makeVerifyToken } from '../auth/verify-token.ts';
import { createLogger } from '../log/create-logger.ts';
import { createMetrics } from '../telemetry/metrics.ts';
import type { App, RoutePlugin } from './app.ts';
import { createApp } from './create-app.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** What tests of the chassis' HTTP talk to: an app on a port of its own, with an issuer of tokens and no database. */
export interface SampleApp {
  readonly app: App;
  readonly issuer: TestIssuer;
  /** What has been logged. */
  readonly lines: readonly Record<string, unknown>[];
  readonly send: (path: string, init?: RequestInit) => Promise<Answer>;
  /** Sends the bytes as they are and reads until the server closes. */
  readonly sendRaw: (text: string) => Promise<string>;
}

/** An app with these routes; not listening with `listen: false`, so that routes can still be added. */
export async function sampleApp(routes: RoutePlugin, { listen = true } = {}): Promise<SampleApp> {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const log = createLogger({ service: 'sample', level: 'info' }, { write });
  const issuer = await testIssuer();
  const app = await createApp({
    purpose: 'Shows what the chassis does.',
    service: 'sample',
    log,
    metrics: createMetrics('sample').http,
    pool: new Pool(),
    clock: () => new Date(),
    verifyToken: makeVerifyToken(openKeySet(issuer.jwksUrl, log).key),
    trustedProxies: ['loopback'],
    requestsPerMinute: 3,
    bodyTimeoutMs: 100,
  });
  await routes(app);
  if (listen) await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    issuer,
    lines,
    send: (path, init) => send(app, path, init),
    sendRaw: (text) => sendRaw(app, text),
  };
}

const portOf = (app: App): number => {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

async function send(app: App, path: string, init?: RequestInit): Promise<Answer> {
  const { status, headers, ...answer } = await fetch(`http://127.0.0.1:${portOf(app)}${path}`, init).then(
    async (got) => ({
      status: got.status,
      headers: got.headers,
      text: await got.text(),
    }),
  );
  return { status, headers, body: JSON.parse(answer.text) as Record<string, unknown> };
}

function sendRaw(app: App, text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket: Socket = connect(portOf(app), '127.0.0.1', () => socket.write(text));
  let answer = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.on('end', () => resolve(answer));
  socket.on('error', reject);
  return promise;
}
