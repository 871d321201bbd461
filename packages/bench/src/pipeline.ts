import { join } from 'node:path';
import { testIssuer } from '@yuanqu/service-kit/testing';
import { freePort } from '@yuanqu/testing';
import type { Pool } from 'pg';
import type { BenchWorld } from './bench-world.ts';
import { type ServiceProcess, serviceProcess } from './service-process.ts';

/** Intake and assessment as processes of their own, joined by a bus, with the demo district in both. */
export interface Pipeline {
  readonly intake: ServiceProcess;
  readonly assessment: ServiceProcess;
  /** An operator's system for each park. */
  readonly operators: readonly PipelineOperator[];
  readonly intakeDb: Pool;
  readonly assessmentDb: Pool;
  readonly stop: () => Promise<void>;
}

/** What an operator's system needs to send. */
export interface PipelineOperator {
  readonly authorization: string;
  readonly park: string;
  readonly units: readonly string[];
}

/** Starts both on databases of their own and returns when assessment has all of the demo district. */
export async function startPipeline(world: BenchWorld, bus: 'embedded' | 'kafka'): Promise<Pipeline> {
  const issuer = await testIssuer();
  const prefix = `bench_pipeline_${bus}`;
  const intakeDb = await world.database(`${prefix}_intake`, 4);
  await world.database(`${prefix}_identity`, 1);
  const assessmentDb = await world.database(`${prefix}_assessment`, 4);
  const env = {
    YUANQU_DATABASE_URL: world.urlOf(`${prefix}_{service}`),
    YUANQU_JWKS_URL: issuer.jwksUrl,
    YUANQU_LOG_LEVEL: 'error',
    YUANQU_RATE_LIMIT: '0',
    YUANQU_DEMO: 'true',
    YUANQU_DATA: world.folder,
    ...(bus === 'kafka'
      ? { YUANQU_KAFKA_BROKERS: (await world.broker()).address }
      : { YUANQU_BUS: 'embedded' }),
  };
  const start = async (name: string): Promise<ServiceProcess> => {
    const logFile = join(world.folder, `${prefix}_${name}.log`);
    const process = serviceProcess({ name, port: await freePort(), env, logFile });
    world.atEnd(() => process.stop());
    await process.start();
    await process.untilReady(60_000);
    return process;
  };
  // Intake listens to identity's events about clients.
  const identity = await start('identity');
  const intake = await start('intake');
  const assessment = await start('assessment');
  const { rows } = await intakeDb.query<{ park: string; units: string[] }>(
    'SELECT park, array_agg(code) AS units FROM unit GROUP BY park',
  );
  const operators = await Promise.all(
    rows.map(async ({ park, units }) => {
      const operator = `operator-${park}`;
      const claims = { subject: operator, operator, parks: [park], expiresInSeconds: 3_600 };
      const bearer = await issuer.bearer({ ...claims, kind: 'client', roles: ['operator-client'] });
      return { authorization: bearer.authorization, park, units };
    }),
  );
  return {
    intake,
    assessment,
    operators,
    intakeDb,
    assessmentDb,
    stop: async () => {
      await Promise.all([identity.stop(), intake.stop(), assessment.stop()]);
    },
  };
}
