import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface DemoOptions {
  readonly months: string;
  readonly data: string;
  readonly port?: string;
  readonly exit: boolean;
}

// A program of its own: it starts every service, on a clock that it moves.
const program = fileURLToPath(
  new URL('../../../../services/all-in-one/src/demo-months/main.ts', import.meta.url),
);

/** `yuanqu demo`: plays the months up to today on an empty data folder. Resolves to the exit code of the player. */
export async function demo({ months, data, port, exit }: DemoOptions): Promise<number> {
  const player = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      program,
      '--months',
      months,
      ...(port === undefined ? [] : ['--port', port]),
      ...(exit ? ['--exit'] : []),
    ],
    { stdio: 'inherit', env: { ...process.env, YUANQU_DATA: data } },
  );
  // It ends in order on the same signal; this waits for it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void player.kill(signal));
  const [code] = (await once(player, 'exit')) as [number | null];
  return code ?? 1;
}
