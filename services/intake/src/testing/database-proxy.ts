import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a service and its database, to take the database away. */
export interface DatabaseProxy {
  /** The same database, through here. */
  readonly url: string;
  /** Cuts all connections and refuses new ones, until `comeBack`. */
  readonly goAway: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
  /** Lets the next COMMIT that follows this statement through to the database, and cuts off its answer. */
  readonly cutNextCommitAfter: (statement: string) => void;
  readonly stop: () => Promise<void>;
}

export async function proxyDatabase(url: string): Promise<DatabaseProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let cutAfter: string | undefined;

  const accept = (client: Socket): void => {
    const database = connectTo(target);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    let marked = false;
    let mute = false;
    client.on('data', (data) => {
      marked ||= cutAfter !== undefined && data.includes(cutAfter);
      if (marked && data.includes('COMMIT')) {
        cutAfter = undefined;
        mute = true;
      }
      database.write(data);
    });
    database.on('data', (data) => (mute ? client.destroy() : client.write(data)));
    client.on('close', () => database.end());
    database.on('close', () => client.destroy());
  };

  let server: Server = createServer(accept);
  const listen = async (port: number): Promise<number> => {
    server = createServer(accept).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const goAway = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const port = await listen(0);
  const { username, pathname } = target;
  return {
    url: `postgresql://${username}@127.0.0.1:${port}${pathname}`,
    goAway,
    comeBack: async () => void (await listen(port)),
    cutNextCommitAfter: (statement) => {
      cutAfter = statement;
    },
    stop: goAway,
  };
}

/** By unix socket where the URL names a folder as its host. */
function connectTo({ searchParams, hostname, port }: URL): Socket {
  const folder = searchParams.get('host');
  return folder?.startsWith('/')
    ? connect(`${folder}/.s.PGSQL.${port || '5432'}`)
    : connect({ host: hostname, port: Number(port || '5432') });
}
