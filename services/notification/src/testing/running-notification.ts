import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@yuanqu/domain';
import { type NewEvent, topics } from '@yuanqu/events';
import { createOutbox, messagingMigrations, type Relaying, startRelaying } from '@yuanqu/messaging';
import { embeddedBus } from '@yuanqu/messaging/embedded';
import { type Environment, migrate, type RunningService, startService } from '@yuanqu/service-kit';
import { type TestClaims, testIssuer } from '@yuanqu/service-kit/testing';
import { eventually, testDatabase } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { notification } from '../service.ts';

/** The service, listening, beside a database that stands for all the others and publishes what a test tells it to. */
export interface RunningNotification {
  readonly service: RunningService;
  readonly pool: Pool;
  /** The folder for local data. */
  readonly data: string;
  readonly env: Environment;
  readonly publish: (...events: readonly NewEvent[]) => Promise<void>;
  /** Resolves when everything published so far has had its effect. */
  readonly settled: () => Promise<void>;
  readonly call: (
    claims: TestClaims,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  readonly bearer: (claims: TestClaims) => Promise<{ readonly authorization: string }>;
  readonly stream: (claims: TestClaims, headers?: Record<string, string>) => Promise<Response>;
  readonly stop: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  // Tests say what they expect of it.
  readonly body: Record<string, unknown> & { readonly items?: readonly Record<string, unknown>[] };
  readonly text: string;
}

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });

export async function runningNotification(settings: Environment = {}): Promise<RunningNotification> {
  const [own, elsewhere, issuer, data] = await Promise.all([
    testDatabase({ prefix: 'notification' }),
    testDatabase({ prefix: 'elsewhere' }),
    testIssuer(),
    mkdtemp(join(tmpdir(), 'notification-')),
  ]);
  const bus = embeddedBus({
    sourceOf: (service) => (service === 'notification' ? own.pool : elsewhere.pool),
    shufflePartitions: true,
    pollMs: 200,
  });
  const others = await startOthers(elsewhere, bus);
  const env = {
    YUANQU_DATABASE_URL: own.url,
    YUANQU_JWKS_URL: issuer.jwksUrl,
    YUANQU_LOG_LEVEL: 'silent',
    YUANQU_PORT: '0',
    YUANQU_DATA: data,
    YUANQU_RATE_LIMIT: '0',
    ...settings,
  };
  const service = await startService(notification, { env, bus, log, listen: true });
  const address = `${service.address}/api/notification/v1`;
  return {
    service,
    pool: own.pool,
    data,
    env,
    publish: others.publish,
    settled: async () => {
      await eventually(async () => (await service.messaging.lag()).every(({ lag }) => lag === 0), {
        withinMs: 10_000,
      });
    },
    call: async (claims, method, path, body, headers = {}) => {
      const response = await fetch(address + path, {
        method,
        headers: {
          ...(await issuer.bearer(claims)),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, text, body: parse(text) };
    },
    bearer: issuer.bearer,
    stream: async (claims, headers = {}) =>
      fetch(`${address}/stream`, { headers: { ...(await issuer.bearer(claims)), ...headers } }),
    stop: async () => {
      await service.stop();
      await others.stop();
      await bus.stop();
      await Promise.all([own.drop(), elsewhere.drop(), rm(data, { recursive: true })]);
    },
  };
}

async function startOthers(
  { pool, url }: { readonly pool: Pool; readonly url: string },
  bus: ReturnType<typeof embeddedBus>,
) {
  await migrate(url, [{ schema: 'messaging', folder: messagingMigrations }], log);
  const relays: Relaying[] = [];
  for (const service of ['intake', 'assessment', 'identity']) {
    const own = topics.filter((topic) => topic.service === service);
    relays.push(
      await startRelaying({
        service,
        pool,
        bus,
        topics: own,
        log,
        metrics: new Registry(),
        clock: systemClock,
      }),
    );
  }
  const committed = (): void => {
    for (const relay of relays) relay.committed();
  };
  const outbox = createOutbox(committed);
  return {
    publish: async (...events: readonly NewEvent[]): Promise<void> => {
      const tx = await pool.connect();
      try {
        await tx.query('BEGIN');
        await outbox.append(tx, events);
        await tx.query('COMMIT');
      } finally {
        tx.release();
      }
      committed();
    },
    stop: async (): Promise<void> => {
      for (const relay of relays) await relay.stop();
    },
  };
}

function parse(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {};
  }
}
