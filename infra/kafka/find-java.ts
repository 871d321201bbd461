import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MissingTool } from './missing-tool.ts';

const run = promisify(execFile);
const oldest = 17; // Kafka 4 brokers

const remedy =
  'Debian, Ubuntu: apt-get install openjdk-17-jre-headless maven; macOS: brew install openjdk@17 maven; or set JAVA_HOME';

/** The `java` to run a broker with: JAVA_HOME's, else the one in PATH. Throws MissingTool when neither is 17 or newer. */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const candidates = [...(env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin/java')] : []), 'java'];
  const seen: string[] = [];
  for (const java of candidates) {
    const version = await javaVersion(java, env);
    if (version !== undefined && version >= oldest) return java;
    seen.push(version === undefined ? `no ${java}` : `${java} is Java ${version}`);
  }
  throw new MissingTool(`Kafka needs Java ${oldest} or newer: ${seen.join(', ')}`, remedy);
}

/** The feature release (8, 17, 25), or undefined where there is no Java that runs: macOS ships a stub that fails. */
async function javaVersion(java: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const { stderr } = await run(java, ['-version'], { env }).catch(() => ({ stderr: '' }));
  const match = /version "(?:1\.)?(\d+)/.exec(stderr);
  return match ? Number(match[1]) : undefined;
}
