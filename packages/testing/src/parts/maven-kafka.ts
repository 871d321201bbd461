import { defaultLibsDir, quickStartFlags, startKafkaBroker } from '../../../../infra/kafka/start-broker.ts';
import type { RunningPart } from './part.ts';

/** The broker of infra/kafka on any free port; its log is shown only when it fails to start. */
export async function startMavenKafka(directory: string, signal: AbortSignal): Promise<RunningPart> {
  const broker = await startKafkaBroker({
    port: 0,
    dataDir: directory,
    libsDir: defaultLibsDir,
    log: () => undefined,
    jvmFlags: quickStartFlags,
    signal,
  });
  return { address: broker.address, stop: broker.kill9 };
}
