import { type Bus } from '@yuanqu/messaging';
import { embeddedBus } from '@yuanqu/messaging/embedded';
import { testDatabase, type TestDatabase } from '@yuanqu/testing';
import { Type } from 'typebox';
import { testIssuer, type TestIssuer } from '../testing/test-issuer.ts';
import type { Environment } from '../config/settings-error.ts';
import type { Chassis } from './chassis.ts';
import { type Assembly, defineService, type ServiceDefinition } from './define-service.ts';
import { type RunningService, startService } from './start-service.ts';

/** A started service with a database of its own, for the chassis' tests. */
export interface SampleService {
  readonly service: RunningService;
  readonly chassis: Chassis;
  readonly database: TestDatabase;
  readonly issuer: TestIssuer;
  readonly stop: () => Promise<void>;
}

/** Starts a service of these parts on an embedded bus. */
export async function sampleService(
  assemble: (chassis: Chassis) => Assembly | Promise<Assembly>,
  {
    env = {},
    ...parts
  }: Partial<Pick<ServiceDefinition, 'events' | 'migrations'>> & { readonly env?: Environment } = {},
): Promise<SampleService> {
  const [database, issuer] = await Promise.all([testDatabase(), testIssuer()]);
  const bus: Bus = embeddedBus({ sourceOf: () => database.pool });
  let built: Chassis | undefined;
  const definition = defineService({
    name: 'sample',
    purpose: 'Shows what the chassis does.',
    settings: Type.Object({}),
    events: [],
    ...parts,
    assemble: (chassis) => {
      built = chassis;
      return assemble(chassis);
    },
  });
  const service = await startService(definition, {
    env: {
      YUANQU_DATABASE_URL: database.url,
      YUANQU_JWKS_URL: issuer.jwksUrl,
      YUANQU_LOG_LEVEL: 'silent',
      YUANQU_PORT: '0',
      ...env,
    },
    bus,
    listen: true,
  });
  if (!built) throw new Error('the service was not assembled');
  const stop = async (): Promise<void> => {
    await service.stop();
    await bus.stop();
    await database.drop();
  };
  return { service, chassis: built, database, issuer, stop };
}
