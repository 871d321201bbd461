import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedBus } from '@yuanqu/messaging/embedded';
import { type RunningService, startService } from '@yuanqu/service-kit';
import { type FakeClock, fakeClock, freePort, testDatabase, type TestDatabase } from '@yuanqu/testing';
import type { Logger } from 'pino';
import { identity } from '../service.ts';
import { type Answer, callerOf, type Caller } from './caller.ts';

/** This service on a database of its own with the demo's people, listening, its clock in the test's hand. */
export interface IdentityUnderTest {
  readonly service: RunningService;
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly dataFolder: string;
  readonly call: Caller;
  /** Logs a demo person in. */
  readonly logIn: (username: string, password?: string) => Promise<Answer>;
  /** A demo person's access token, asked for once. */
  readonly tokenOf: (username: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface StartIdentityOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** To start once more on the same; it is not dropped then. */
  readonly database?: TestDatabase;
  readonly log?: Logger;
}

/** Starts it; the settings given override the defaults. */
export async function startIdentity({
  env = {},
  database: given,
  log,
}: StartIdentityOptions = {}): Promise<IdentityUnderTest> {
  const database = given ?? (await testDatabase({ prefix: 'identity' }));
  const dataFolder = await mkdtemp(join(tmpdir(), 'yuanqu-identity-'));
  const port = await freePort();
  // Tokens are verified by the machine's clock, so this one begins there.
  const clock = fakeClock(new Date());
  const service = await startService(identity, {
    env: {
      YUANQU_DATABASE_URL: database.url,
      YUANQU_JWKS_URL: `http://127.0.0.1:${port}/api/identity/v1/.well-known/jwks.json`,
      YUANQU_PORT: String(port),
      YUANQU_LOG_LEVEL: 'silent',
      YUANQU_DEMO: 'true',
      YUANQU_RATE_LIMIT: '0',
      YUANQU_DATA: dataFolder,
      YUANQU_KEY_SECRET: 'a secret for tests, long enough to be one',
      ...env,
    },
    bus: embeddedBus({ sourceOf: () => database.pool }),
    clock,
    ...(log === undefined ? {} : { log }),
    listen: true,
  });
  const call = callerOf(`${service.address}/api/identity/v1`);
  const logIn = (username: string, password = 'yuanqu-demo'): Promise<Answer> =>
    call('POST', '/login', { body: { username, password } });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (username: string): Promise<string> => {
    const token = tokens.get(username) ?? logIn(username).then(({ body }) => String(body['access_token']));
    tokens.set(username, token);
    return token;
  };
  const stop = async (): Promise<void> => {
    await service.stop();
    await rm(dataFolder, { recursive: true });
    if (!given) await database.drop();
  };
  return { service, database, clock, dataFolder, call, logIn, tokenOf, stop };
}
