import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchKafkaJars } from './fetch-jars.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fetch-jars-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Fetches with a Maven that runs this shell script; $OUT is where the jars go. */
async function fetch(script: string): Promise<string[]> {
  const bin = join(directory, 'bin');
  await mkdir(bin, { recursive: true });
  const outputArgument = `for a; do case $a in -DoutputDirectory=*) OUT=\${a#*=};; esac; done`;
  await writeFile(join(bin, 'mvn'), `#!/bin/sh\n${outputArgument}\n${script}\n`, { mode: 0o755 });
  const said: string[] = [];
  const env = { PATH: `${bin}:/usr/bin:/bin` };
  await fetchKafkaJars({ libsDir: join(directory, 'libs'), log: (line) => said.push(line), env });
  return said;
}

const download = 'mkdir -p "$OUT"; echo jar > "$OUT/kafka.jar"';

describe('fetchKafkaJars', () => {
  it('asks Maven once and says so', async () => {
    expect(await fetch(download)).toHaveLength(1);
    expect(await readdir(join(directory, 'libs'))).toContain('kafka.jar');
    expect(await fetch('exit 1')).toEqual([]);
  });

  it('fetches again when pom.xml names other jars', async () => {
    await fetch(download);
    await writeFile(join(directory, 'libs/pom.sha256'), 'of an older pom.xml');
    await fetch('mkdir -p "$OUT"; echo newer > "$OUT/kafka.jar"');
    expect(await readFile(join(directory, 'libs/kafka.jar'), 'utf8')).toBe('newer\n');
  });

  it('leaves nothing behind when Maven fails, and passes on its reason and a remedy', async () => {
    const failing = `${download}; echo '[ERROR] Could not transfer artifact kafka_2.13'; exit 1`;
    await expect(fetch(failing)).rejects.toMatchObject({
      name: 'MissingTool',
      message: expect.stringContaining('Could not transfer artifact kafka_2.13'),
      remedy: expect.stringContaining('settings.xml'),
    });
    expect(await readdir(directory)).toEqual(['bin']);
  });

  it('lets two processes fetch at once', async () => {
    await Promise.all([fetch(download), fetch(download)]);
    expect(await readdir(join(directory, 'libs'))).toEqual(['kafka.jar', 'pom.sha256']);
  });

  it('names the package to install where there is no Maven', async () => {
    const env = { PATH: '/nowhere' };
    await expect(
      fetchKafkaJars({ libsDir: join(directory, 'libs'), log: () => undefined, env }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('there is no mvn'),
      remedy: expect.stringContaining('apt-get install maven'),
    });
  });
});
