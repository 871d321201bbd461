import { once } from 'node:events';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { allowedProviders } from './allowed-providers.ts';
import { dockerAnswers } from './docker-answers.ts';
import type { PartName } from './part.ts';
import { makePartShelf } from './part-shelf.ts';
import { providers } from './providers.ts';
import { keeperSocket, makeRunDirectory, sweepDeadRuns } from './run-directory.ts';

/**
 * The process that owns every server of a test run. It starts one when a test asks for it on the socket, and stops all
 * when its standard input closes: that happens however the run ends, by kill -9 too, so nothing is left behind.
 */
async function keep(): Promise<void> {
  // this process does what Testcontainers' reaper is for, and needs no further image for it
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  const allowed = allowedProviders(process.env.YUANQU_TEST_PARTS);
  await sweepDeadRuns();
  const directory = await makeRunDirectory();
  await writeFile(join(directory, 'keeper.pid'), `${process.pid}\n`);
  const shelf = makePartShelf({
    directory,
    providers: allowed,
    dockerAnswers,
  });

  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1);
    if (!isPartName(name)) return void response.writeHead(404).end();
    void shelf.get(name).then((answer) => response.end(JSON.stringify(answer)));
  });
  server.requestTimeout = 0; // a first broker may have to be downloaded
  server.listen(keeperSocket(directory));
  await once(server, 'listening');
  await chmod(keeperSocket(directory), 0o600);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 20_000).unref();
    server.close();
    await shelf.stopAll();
    await rm(directory, { recursive: true, force: true });
    process.exit(0);
  };
  process.stdin.resume().once('close', () => void stop());
  process.once('SIGTERM', () => void stop());
  process.stdout.write(`${keeperSocket(directory)}\n`);
}

const isPartName = (name: string): name is PartName => Object.hasOwn(providers, name);

await keep();
