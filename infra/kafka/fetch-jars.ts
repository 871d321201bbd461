import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MissingTool } from './missing-tool.ts';

const run = promisify(execFile);
const pom = fileURLToPath(new URL('./pom.xml', import.meta.url));

export interface FetchJarsOptions {
  /** Where the jars are kept; filled once per version of pom.xml (54 MB, about 20 s). */
  readonly libsDir: string;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

/** Makes sure that `libsDir` holds the jars pom.xml names. Throws MissingTool without Maven or a repository to ask. */
export async function fetchKafkaJars(options: FetchJarsOptions): Promise<void> {
  const wanted = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex');
  if (await isComplete(options.libsDir, wanted)) return;
  options.log('fetching the Kafka broker by Maven (54 MB, once) …');
  // filled aside and renamed when whole, so that neither ^C nor a second process leaves half a library
  await mkdir(dirname(options.libsDir), { recursive: true });
  const aside = await mkdtemp(`${options.libsDir}.`);
  try {
    await copyDependencies(aside, options);
    await writeFile(stamp(aside), wanted);
    if (await isComplete(options.libsDir, wanted)) return;
    await rm(options.libsDir, { recursive: true, force: true });
    await rename(aside, options.libsDir).catch(async (error) => {
      if (!(await isComplete(options.libsDir, wanted))) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

const stamp = (libsDir: string) => join(libsDir, 'pom.sha256');

const isComplete = async (libsDir: string, wanted: string): Promise<boolean> =>
  (await readFile(stamp(libsDir), 'utf8').catch(() => '')) === wanted;

async function copyDependencies(
  outputDirectory: string,
  { signal, env = process.env }: FetchJarsOptions,
): Promise<void> {
  const goal = [
    '-B',
    '-q',
    '-f',
    pom,
    'dependency:copy-dependencies',
    `-DoutputDirectory=${outputDirectory}`,
  ];
  try {
    await run('mvn', goal, { env, signal, maxBuffer: 16 * 1024 ** 2 });
  } catch (cause) {
    signal?.throwIfAborted();
    throw explain(cause as NodeJS.ErrnoException & { stdout?: string });
  }
}

function explain(cause: NodeJS.ErrnoException & { stdout?: string }): MissingTool {
  if (cause.code === 'ENOENT') {
    const remedy = 'Debian, Ubuntu: apt-get install maven; macOS: brew install maven';
    return new MissingTool('the Kafka broker is fetched by Maven, and there is no mvn', remedy, cause);
  }
  const said = (cause.stdout ?? '').split('\n').find((line) => line.includes('[ERROR]'));
  const remedy = 'Maven needs Maven Central, or a mirror of it in ~/.m2/settings.xml';
  return new MissingTool(`Maven could not fetch the Kafka broker: ${said ?? cause.message}`, remedy, cause);
}
