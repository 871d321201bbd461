import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { postgresBinaries, type PostgresBinaries } from './binaries.ts';
import { postgresUser, type SystemUser } from './postgres-user.ts';

export interface EmbeddedServer {
  /** A connection string to a database of this server, over its unix socket. */
  readonly urlOf: (database: string) => string;
  /** Ends open transactions, writes a checkpoint, and returns when the server is gone. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedServerOptions {
  /** Holds `data` and `postgresql.log`; made when it does not exist. */
  readonly directory: string;
  /** Server settings, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly initdbFlags?: readonly string[];
}

const run = promisify(execFile);
// A unix socket's path must fit into sockaddr_un: 108 bytes on Linux, 104 on macOS.
const longestSocketPath = 103;

/**
 * Starts the PostgreSQL that comes as a package on `directory/data`, initialising it the first time. A server that
 * outlived a killed parent is stopped first. By pg_ctl, so that the server has a session of its own: Ctrl-C in a
 * terminal must reach this program alone, which stops the server last.
 */
export async function startEmbeddedPostgres(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const directory = resolve(options.directory);
  const databaseDir = join(directory, 'data');
  const logFile = join(directory, 'postgresql.log');
  const binaries = await postgresBinaries();
  const user = await postgresUser();
  await prepare(directory, databaseDir, binaries, user);
  const pgCtl = (...args: string[]) =>
    run(binaries.pg_ctl, ['-D', databaseDir, ...args], { ...user, cwd: directory });

  if (!existsSync(join(databaseDir, 'PG_VERSION'))) {
    const flags = [
      '--auth=trust',
      '--username=postgres',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    // The socket lies in the data directory, which only its owner may enter: hence trust.
    await run(binaries.initdb, ['-D', databaseDir, ...flags, ...(options.initdbFlags ?? [])], {
      ...user,
      cwd: directory,
    });
  }
  if (await succeeds(pgCtl('status'))) await pgCtl('-m', 'fast', '-w', 'stop');
  const settings = { ...options.settings, listen_addresses: '', unix_socket_directories: databaseDir };
  const serverOptions = Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
  await rm(logFile, { force: true });
  try {
    await pgCtl('-w', '-t', '60', '-l', logFile, '-o', serverOptions, 'start');
  } catch (cause) {
    const log = await readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`PostgreSQL did not start on ${databaseDir}:\n${log.split('\n').slice(-10).join('\n')}`, {
      cause,
    });
  }
  return {
    urlOf: (database) =>
      `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(databaseDir)}`,
    stop: async () => void (await pgCtl('-m', 'fast', '-w', 'stop')),
  };
}

async function prepare(
  directory: string,
  databaseDir: string,
  binaries: PostgresBinaries,
  user: SystemUser | undefined,
): Promise<void> {
  if (databaseDir.length + '/.s.PGSQL.5432'.length > longestSocketPath) {
    throw new Error(
      `路径 ${directory} 太长，放不下 unix 套接字；请把 YUANQU_DATA 设为较短的路径。\n` +
        `The path ${directory} is too long for a unix socket; set YUANQU_DATA to a shorter one.`,
    );
  }
  await mkdir(databaseDir, { recursive: true, mode: 0o700 });
  if (!user) return;
  await chown(directory, user.uid, user.gid);
  await chown(databaseDir, user.uid, user.gid);
  await checkReachable([directory, dirname(binaries.postgres)]);
}

/** Root can't run PostgreSQL, so user postgres does, and must get through every folder above its files. */
async function checkReachable(places: readonly string[]): Promise<void> {
  for (const place of places) {
    for (let folder = dirname(place); folder !== dirname(folder); folder = dirname(folder)) {
      if (((await stat(folder)).mode & 0o001) === 0) {
        throw new Error(
          `用户 postgres 进不了 ${folder}：请运行 \`chmod o+x ${folder}\`，或不用 root 运行。\n` +
            `User postgres can't enter ${folder}: run \`chmod o+x ${folder}\`, or run as another user than root.`,
        );
      }
    }
  }
}

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
