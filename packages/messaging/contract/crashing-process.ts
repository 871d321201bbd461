import { Pool } from 'pg';
import type { CrashPoint, CrashPointName } from '../src/index.ts';
import type { BusSettings } from './connect-bus.ts';
import { startProducer, startReader } from './processes.ts';
import { makeThing } from './thing.ts';

/** What a child process is told, as JSON in its first argument. */
export interface CrashingProcess {
  readonly role: 'producer' | 'reader';
  readonly settings: BusSettings;
  readonly thing: string;
  readonly producerUrl: string;
  readonly consumerUrl: string;
  /** Where it kills itself, and at which call. */
  readonly crash?: { readonly at: CrashPointName; readonly call: number };
}

/** Runs one service until its standard input closes or it reaches the point where it must die. */
async function main(told: CrashingProcess): Promise<void> {
  const producerPool = new Pool({ connectionString: told.producerUrl, max: 8 });
  const consumerPool = new Pool({ connectionString: told.consumerUrl, max: 8 });
  const shared = { settings: told.settings, thing: makeThing(told.thing), producerPool };
  const at = dieAt(told.crash);
  if (told.role === 'producer') await startProducer(shared, { at });
  else await startReader(shared, consumerPool, { at });
  process.stdin.resume().once('close', () => process.exit(0));
}

const dieAt = (crash: CrashingProcess['crash']): CrashPoint => {
  let calls = 0;
  return (name) => {
    if (name === crash?.at && ++calls === crash.call) process.kill(process.pid, 'SIGKILL');
  };
};

await main(JSON.parse(process.argv[2] ?? '') as CrashingProcess);
