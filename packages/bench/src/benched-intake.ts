import { join } from 'node:path';
import { testIssuer } from '@yuanqu/service-kit/testing';
import { freePort } from '@yuanqu/testing';
import type { Pool } from 'pg';
import { registerTestPark } from '../../../services/intake/src/testing/test-park.ts';
import type { BenchWorld } from './bench-world.ts';
import { type ServiceProcess, serviceProcess } from './service-process.ts';

export interface BenchedIntake {
  readonly process: ServiceProcess;
  readonly url: string;
  readonly park: string;
  readonly units: readonly string[];
  readonly authorization: string;
  readonly pool: Pool;
}

/** An intake as a process of its own with one park of so many units. */
export async function startIntake(
  world: BenchWorld,
  name: string,
  units: number,
  env: Readonly<Record<string, string>> = {},
): Promise<BenchedIntake> {
  const issuer = await testIssuer();
  const pool = await world.database(name, 16);
  const process = serviceProcess({
    name: 'intake',
    port: await freePort(),
    env: {
      YUANQU_DATABASE_URL: world.urlOf(name),
      YUANQU_BUS: 'embedded',
      YUANQU_JWKS_URL: issuer.jwksUrl,
      YUANQU_LOG_LEVEL: 'error',
      YUANQU_RATE_LIMIT: '0',
      ...env,
    },
    logFile: join(world.folder, `${name}.log`),
  });
  world.atEnd(() => process.stop());
  await process.start();
  await process.untilReady(60_000);
  const park = await registerTestPark(pool, { units });
  const { authorization } = await issuer.bearer({
    subject: park.operator,
    kind: 'client',
    roles: ['operator-client'],
    parks: [park.code],
    operator: park.operator,
    // Longer than the longest of the benchmarks: what is measured is one stream.
    expiresInSeconds: 3_600,
  });
  return { process, url: process.url, park: park.code, units: park.units, authorization, pool };
}
