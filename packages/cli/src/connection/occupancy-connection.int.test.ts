import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { InputLine } from '../input/input-line.ts';
import { openConnection } from './occupancy-connection.ts';
import { sendLines } from './send-lines.ts';

async function connectTo(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return () => openConnection({ url, token: async () => 'token', forget: () => undefined });
}

async function* oneLine(): AsyncGenerator<InputLine> {
  yield { number: 1, json: '{}', bytesRead: 2 };
}

it('is done with the last answer, also when the server leaves the response open', async () => {
  const closed = Promise.withResolvers<void>();
  const connect = await connectTo((request, response) => {
    response.on('close', closed.resolve);
    request
      .on('data', () => response.write('{"through":1,"accepted":1}\n'))
      .on('end', () => response.write('{"done":true}\n'));
  });
  expect((await sendLines(oneLine(), { connect })).accepted).toBe(1);
  await closed.promise;
  await new Promise((resolve) => setImmediate(resolve));
});

it('sends again what a broken connection left unsettled', async () => {
  let connections = 0;
  const connect = await connectTo((request, response) => {
    connections += 1;
    request.on('data', () => {
      if (connections === 1) response.destroy();
      else response.end('{"through":1,"accepted":1}\n{"done":true}\n');
    });
  });
  expect((await sendLines(oneLine(), { connect })).accepted).toBe(1);
  expect(connections).toBe(2);
});
