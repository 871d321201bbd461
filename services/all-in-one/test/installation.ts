import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoTokenOf } from '../src/demo-access.ts';
import { type AllInOne, startAllInOne } from '../src/all-in-one.ts';

/** All of it, on a folder of its own, as `npm start` runs it, with clients that speak for people and systems. */
export interface Installation {
  readonly running: AllInOne;
  readonly folder: string;
  /** A request as somebody of the demo: a person by username, an operator's system as `operator-PARK`. */
  readonly as: (who: string) => Promise<(path: string, init?: RequestOptions) => Promise<Response>>;
  readonly stop: () => Promise<void>;
}

interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export async function startInstallation(env: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'yuanqu-e2e-'));
  await chmod(folder, 0o755);
  const running = await startAllInOne({
    env: {
      PATH: process.env['PATH'],
      YUANQU_DATA: folder,
      YUANQU_PORT: '0',
      YUANQU_DEMO: 'true',
      YUANQU_LOG_LEVEL: 'error',
      ...env,
    },
  });
  return {
    running,
    folder,
    as: async (who) => {
      const token = await demoTokenOf(running.address, who);
      return (path, init = {}) =>
        fetch(`${running.address}/api/${path}`, {
          ...init,
          headers: { ...init.headers, authorization: `Bearer ${token}` },
        });
    },
    stop: async () => {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
