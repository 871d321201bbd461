import { chmod, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLeftover } from '../../../../infra/kafka/end-leftover.ts';

const prefix = 'yuanqu-test-';
const memory = '/dev/shm';
const enoughBytes = 2 * 1024 ** 3;

/** The socket on which the keeper of a run answers; a run whose socket refuses is dead. */
export const keeperSocket = (directory: string): string => join(directory, 'keeper.sock');

/**
 * Makes the directory of this run's data: in memory where there is room (a database is then copied in 15 ms, not 200),
 * else in the temporary folder. Others may pass through it, since PostgreSQL runs as user postgres when root tests.
 */
export async function makeRunDirectory(): Promise<string> {
  const directory = await mkdtemp(join(await roomiest(), prefix));
  await chmod(directory, 0o711);
  return directory;
}

/** Removes what runs left behind whose keeper was itself killed: their servers, then their data. */
export async function sweepDeadRuns(): Promise<void> {
  for (const parent of new Set([memory, tmpdir()])) {
    const names = await readdir(parent).catch(() => []);
    for (const name of names.filter((name) => name.startsWith(prefix))) {
      const directory = join(parent, name);
      if ((await isOurs(directory)) && (await isRefused(keeperSocket(directory)))) {
        await endLeftover(join(directory, 'postgres/data/postmaster.pid'), directory, 'SIGQUIT');
        await endLeftover(join(directory, 'kafka/broker.pid'), directory, 'SIGKILL');
        await endLeftover(join(directory, 'redis/redis.pid'), directory, 'SIGKILL');
        await rm(directory, { recursive: true, force: true });
      }
    }
  }
}

async function roomiest(): Promise<string> {
  const space = await statfs(memory).catch(() => undefined);
  return space && space.bavail * space.bsize >= enoughBytes ? memory : tmpdir();
}

const isOurs = async (directory: string): Promise<boolean> =>
  stat(directory).then(
    ({ uid }) => uid === process.getuid?.(),
    () => false,
  );

/** True only when the socket is there and nobody listens: a run that is just starting has none yet. */
const isRefused = (socketPath: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  });
