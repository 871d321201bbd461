import { once } from 'node:events';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { makeGateway } from '../gateway.ts';
import type { Upstreams } from '../upstream.ts';
import { type Answering, startUpstream, type TestUpstream } from './start-upstream.ts';

/** The gateway in front of the given services, for the length of a test. Answers its origin. */
export async function startGateway(services: Upstreams): Promise<string> {
  const gateway = makeGateway({ services, log: pino({ level: 'silent' }) });
  onTestFinished(async () => {
    const closed = once(gateway.server, 'close');
    void gateway.close();
    gateway.server.closeAllConnections();
    await closed;
  });
  return gateway.listen({ host: '127.0.0.1', port: 0 });
}

/** The gateway with one remote service, `intake`, that answers as told. */
export async function gatewayBefore(
  answering: Answering,
): Promise<{ readonly origin: string; readonly intake: TestUpstream }> {
  const intake = await startUpstream(answering);
  onTestFinished(intake.kill);
  const origin = await startGateway({ intake: { kind: 'remote', url: intake.url } });
  return { origin, intake };
}
