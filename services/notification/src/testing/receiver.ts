import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a receiver answers one call; `undefined` never answers. */
export type Respond = (
  call: Call,
  nth: number,
) => { status: number; headers?: Record<string, string>; body?: string } | undefined;

/** A real HTTP server that a webhook may call, and what it was called with. */
export interface Receiver {
  readonly url: string;
  readonly calls: readonly Call[];
  readonly close: () => Promise<void>;
}

export async function receiver(respond: Respond = () => ({ status: 204 })): Promise<Receiver> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = { path: request.url ?? '', headers: request.headers, body };
      calls.push(call);
      const answer = respond(call, calls.length);
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      return undefined;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
