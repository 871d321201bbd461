import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../free-port.ts';
import type { RunningPart } from './part.ts';

/** The machine's own redis-server on loopback, without persistence. */
export async function startNativeRedis(directory: string, signal: AbortSignal): Promise<RunningPart> {
  const port = await freePort();
  const server = spawn('redis-server', asArguments(settings(directory, port)), {
    stdio: ['ignore', 'pipe', 'ignore'],
    signal,
  });
  const lastWords: string[] = [];
  const ready = Promise.withResolvers<'ready'>();
  createInterface(server.stdout).on('line', (line) => {
    lastWords.push(line);
    if (lastWords.length > 5) lastWords.shift();
    if (line.includes('Ready to accept connections')) ready.resolve('ready');
  });
  const ended = new Promise<Error | undefined>((resolve) => {
    server.once('error', resolve);
    server.once('exit', () => resolve(undefined));
  });
  const outcome = await Promise.race([ready.promise, ended]);
  if (outcome !== 'ready') throw outcome ?? new Error(`redis-server ended: ${lastWords.join('\n')}`);
  return {
    address: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
    },
  };
}

const settings = (directory: string, port: number) => ({
  bind: '127.0.0.1',
  port: String(port),
  dir: directory,
  pidfile: join(directory, 'redis.pid'),
  'set-proc-title': 'no', // keeps the directory in the command line, by which a leftover is recognised
  save: '',
  appendonly: 'no',
});

const asArguments = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
