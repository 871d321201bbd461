import { embeddedBus } from '@yuanqu/messaging/embedded';
import { type RunningService, startService } from '@yuanqu/service-kit';
import { type TestClaims, type TestIssuer, testIssuer } from '@yuanqu/service-kit/testing';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { intake } from '../service.ts';
import { registerTestPark, type TestPark, type TestParkOptions } from './test-park.ts';

/** This service on a database of its own, listening, with one small park. */
export interface IntakeUnderTest {
  readonly service: RunningService;
  readonly database: TestDatabase;
  readonly park: TestPark;
  readonly url: (path: string) => string;
  /** Headers of the park's operator's system, or of whoever the claims describe. */
  readonly bearer: (claims?: TestClaims) => Promise<{ readonly authorization: string }>;
  /** Another instance on the same database; answers the URL of a path. */
  readonly another: () => Promise<(path: string) => string>;
  readonly stop: () => Promise<void>;
}

export interface StartIntakeOptions {
  /** Settings that override the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  readonly park?: TestParkOptions;
  /** Leads the service to its database another way, through a proxy for instance. */
  readonly reach?: (databaseUrl: string) => string | Promise<string>;
}

export async function startIntake({
  env = {},
  park: parkOptions,
  reach = (url) => url,
}: StartIntakeOptions = {}): Promise<IntakeUnderTest> {
  const [database, issuer] = await Promise.all([testDatabase({ prefix: 'intake' }), testIssuer()]);
  const url = await reach(database.url);
  const instances: RunningService[] = [];
  const start = async (): Promise<RunningService> => {
    const instance = await startInstance(database, issuer, { YUANQU_DATABASE_URL: url, ...env });
    instances.push(instance);
    return instance;
  };
  const service = await start();
  const park = await registerTestPark(database.pool, parkOptions);
  return {
    service,
    database,
    park,
    url: urlOf(service),
    bearer: (claims = {}) => issuer.bearer({ ...clientOf(park), ...claims }),
    another: async () => urlOf(await start()),
    stop: async () => {
      await Promise.all(instances.map(({ stop }) => stop()));
      await database.drop();
    },
  };
}

const startInstance = (database: TestDatabase, issuer: TestIssuer, env: Readonly<Record<string, string>>) =>
  startService(intake, {
    env: {
      YUANQU_JWKS_URL: issuer.jwksUrl,
      YUANQU_PORT: '0',
      YUANQU_LOG_LEVEL: 'silent',
      ...env,
    },
    bus: embeddedBus({ sourceOf: () => database.pool }),
    listen: true,
  });

const urlOf =
  ({ address }: RunningService) =>
  (path: string): string =>
    `${address}/api/intake/v1${path}`;

const clientOf = ({ code, operator }: TestPark): TestClaims => ({
  subject: operator,
  kind: 'client',
  roles: ['operator-client'],
  parks: [code],
  operator,
});
