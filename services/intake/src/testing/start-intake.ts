import { embeddedBus } from '@yuanqu/messaging/embedded';
import { type RunningService, startService } from '@yuanqu/service-kit';
import { type TestClaims, testIssuer } from '@yuanqu/service-kit/testing';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { intake } from '../service.ts';
import { registerTestPark, type TestPark } from './test-park.ts';

/** This service on a database of its own, listening, with one small park. */
export interface IntakeUnderTest {
  readonly service: RunningService;
  readonly database: TestDatabase;
  readonly park: TestPark;
  readonly url: (path: string) => string;
  /** Headers of the park's operator's system, or of whoever the claims describe. */
  readonly bearer: (claims?: TestClaims) => Promise<{ readonly authorization: string }>;
  readonly stop: () => Promise<void>;
}

/** Starts it; the settings given override the defaults. */
export async function startIntake(
  env: Readonly<Record<string, string>> = {},
  registerPark: typeof registerTestPark = registerTestPark,
): Promise<IntakeUnderTest> {
  const [database, issuer] = await Promise.all([testDatabase({ prefix: 'intake' }), testIssuer()]);
  const service = await startService(intake, {
    env: {
      YUANQU_DATABASE_URL: database.url,
      YUANQU_JWKS_URL: issuer.jwksUrl,
      YUANQU_PORT: '0',
      YUANQU_LOG_LEVEL: 'silent',
      ...env,
    },
    bus: embeddedBus({ sourceOf: () => database.pool }),
    listen: true,
  });
  const park = await registerPark(database.pool);
  return {
    service,
    database,
    park,
    url: (path) => `${service.address}/api/intake/v1${path}`,
    bearer: (claims = {}) => issuer.bearer({ ...clientOf(park), ...claims }),
    stop: async () => {
      await service.stop();
      await database.drop();
    },
  };
}

const clientOf = ({ code, operator }: TestPark): TestClaims => ({
  subject: operator,
  kind: 'client',
  roles: ['operator-client'],
  parks: [code],
  operator,
});
