import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  readonly to: string;
  readonly text: string;
}

/** A real SMTP server (RFC 5321, as much as a client needs) that keeps what it gets and refuses whom it is told to. */
export interface MailServer {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  readonly close: () => Promise<void>;
}

export async function mailServer(
  answerTo: (recipient: string) => string = () => '250 2.1.5 ok',
): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    let to = '';
    let data: string | undefined;
    let buffered = '';
    socket.write('220 test\r\n');
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      buffered += chunk;
      for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        take(line);
      }
    });
    const take = (line: string): void => {
      if (data !== undefined) {
        if (line !== '.') {
          data += `${line}\r\n`;
          return;
        }
        mails.push({ to, text: data });
        data = undefined;
        socket.write('250 2.0.0 queued\r\n');
      } else if (/^EHLO/i.test(line)) socket.write('250-test\r\n250 8BITMIME\r\n');
      else if (/^RCPT TO:/i.test(line)) {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        socket.write(`${answerTo(to)}\r\n`);
      } else if (/^DATA/i.test(line)) {
        data = '';
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    };
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
