import type { Clock } from '@yuanqu/domain';
import { type NewEvent, topics } from '@yuanqu/events';
import { createOutbox, messagingMigrations, startRelaying } from '@yuanqu/messaging';
import { embeddedBus } from '@yuanqu/messaging/embedded';
import {
  createLogger,
  makeTransaction,
  migrate,
  type RunningService,
  startService,
} from '@yuanqu/service-kit';
import { type TestClaims, testIssuer } from '@yuanqu/service-kit/testing';
import { eventually, testDatabase, type TestDatabase } from '@yuanqu/testing';
import { Registry } from 'prom-client';
import { assessment } from '../service.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, when it is JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are looked into by tests only
  readonly body: any;
}

/** This service on a database of its own, fed by a stand-in for intake. */
export interface AssessmentUnderTest {
  readonly service: RunningService;
  readonly database: TestDatabase;
  /** Has intake tell these events. */
  readonly tell: (events: readonly NewEvent[]) => Promise<void>;
  /** Resolves when everything told has been taken in. */
  readonly settled: () => Promise<unknown>;
  readonly bearer: (claims: TestClaims) => Promise<{ readonly authorization: string }>;
  readonly call: (
    method: string,
    path: string,
    claims?: TestClaims,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

export async function startAssessment(
  clock: Clock,
  env: Readonly<Record<string, string>> = {},
): Promise<AssessmentUnderTest> {
  const [database, intake, issuer] = await Promise.all([
    testDatabase({ prefix: 'assessment' }),
    testDatabase({ prefix: 'intake' }),
    testIssuer(),
  ]);
  const log = createLogger({ service: 'assessment', level: 'silent' });
  await migrate(intake.url, [{ schema: 'messaging', folder: messagingMigrations }], log);
  const bus = embeddedBus({ sourceOf: (service) => (service === 'intake' ? intake.pool : database.pool) });
  const intakeTopics = topics.filter(({ service }) => service === 'intake');
  const common = { service: 'intake', pool: intake.pool, topics: intakeTopics, bus, log, clock };
  const relay = await startRelaying({ ...common, metrics: new Registry() });
  const outbox = createOutbox(relay.committed);
  const transaction = makeTransaction(intake.pool);
  const settings = { YUANQU_JWKS_URL: issuer.jwksUrl, YUANQU_PORT: '0', YUANQU_DATABASE_URL: database.url };
  const service = await startService(assessment, {
    env: { ...settings, ...env },
    bus,
    clock,
    log,
    listen: true,
  });
  return {
    service,
    database,
    tell: async (events) => {
      await transaction((tx) => outbox.append(tx, events));
      outbox.committed();
    },
    settled: () =>
      eventually(async () => (await service.messaging.lag()).every(({ lag }) => lag === 0), {
        withinMs: 20_000,
      }),
    bearer: issuer.bearer,
    call: async (method, path, claims, body, headers = {}) => {
      const answer = await fetch(`${service.address}/api/assessment/v1${path}`, {
        method,
        headers: {
          ...(claims && (await issuer.bearer(claims))),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') === true;
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        body: isJson ? JSON.parse(text) : undefined,
      };
    },
    stop: async () => {
      await service.stop();
      await relay.stop();
      await bus.stop();
      await Promise.all([database.drop(), intake.drop()]);
    },
  };
}
