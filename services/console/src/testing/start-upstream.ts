import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestUpstream {
  readonly url: string;
  /** Ends like a killed process: every connection is cut, and the port refuses. */
  readonly kill: () => Promise<void>;
  /** Listens again, at the same address. */
  readonly revive: () => Promise<void>;
}

export type Answering = (request: IncomingMessage, answer: ServerResponse) => void | Promise<void>;

/** A real HTTP server in the place of a service. */
export async function startUpstream(answering: Answering): Promise<TestUpstream> {
  const server = createServer((request, answer) => void answering(request, answer));
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const kill = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, kill, revive: () => listen(port) };
}
