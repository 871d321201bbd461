import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findJava } from './find-java.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'find-java-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** A JDK that says its version on standard error, as they all do. */
async function javaHome(name: string, version: string): Promise<string> {
  const home = join(directory, name);
  await mkdir(join(home, 'bin'), { recursive: true });
  await writeFile(join(home, 'bin/java'), `#!/bin/sh\necho 'openjdk version "${version}" 2025-04-15' >&2\n`, {
    mode: 0o755,
  });
  return home;
}

describe('findJava', () => {
  it.each(['17.0.15', '21', '25-ea'])('takes version %s', async (version) => {
    const home = await javaHome('jdk', version);
    expect(await findJava({ JAVA_HOME: home, PATH: '/nowhere' })).toBe(join(home, 'bin/java'));
  });

  it('passes over a JAVA_HOME that is too old for the one in PATH', async () => {
    const old = await javaHome('old', '11.0.2');
    const good = await javaHome('good', '17.0.15');
    expect(await findJava({ JAVA_HOME: old, PATH: join(good, 'bin') })).toBe('java');
  });

  it('says what it saw and how to get a newer one', async () => {
    const old = await javaHome('old', '1.8.0_402');
    await expect(findJava({ JAVA_HOME: old, PATH: '/nowhere' })).rejects.toMatchObject({
      name: 'MissingTool',
      message: expect.stringMatching(/Java 17 or newer: .*old\/bin\/java is Java 8, no java/),
      remedy: expect.stringContaining('apt-get install openjdk-17-jre-headless'),
    });
  });
});
