import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Whether a Docker engine answers, not merely a client is installed: pings the address in DOCKER_HOST, or the
 * usual sockets. Asked without testcontainers, whose import alone takes most of a second.
 */
export async function dockerAnswers(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  if (env.DOCKER_HOST && !env.DOCKER_HOST.startsWith('unix:'))
    return pings({ ...tcpAddress(env.DOCKER_HOST) });
  const sockets = env.DOCKER_HOST
    ? [new URL(env.DOCKER_HOST).pathname]
    : [
        '/var/run/docker.sock',
        join(homedir(), '.docker/run/docker.sock'),
        join(env.XDG_RUNTIME_DIR ?? '/run', 'docker.sock'),
      ];
  const answers = await Promise.all(sockets.map((socketPath) => pings({ socketPath })));
  return answers.includes(true);
}

const tcpAddress = (address: string): { host: string; port: number } => {
  const { hostname, port } = new URL(address);
  return { host: hostname, port: Number(port || 2375) };
};

const pings = (target: { socketPath: string } | { host: string; port: number }): Promise<boolean> =>
  new Promise((resolve) => {
    const ping = request({ ...target, path: '/_ping', timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.once('timeout', () => ping.destroy());
    ping.once('error', () => resolve(false));
    ping.end();
  });
