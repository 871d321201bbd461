import type { Pool, PoolClient } from 'pg';

/** Carries wake-ups between processes that share a producer's database. */
export interface Notifier {
  readonly notify: () => void;
  /** Sends what is still held back. */
  readonly flush: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const silent: Notifier = { notify: () => undefined, flush: async () => undefined, stop: async () => undefined };

const channel = 'yuanqu_messaging';
const debounceMs = 5;
const reconnectMs = 1_000;

/**
 * Listens on one connection and calls `woken`; notifies at most every 5 ms and outside any transaction, because NOTIFY
 * inside one serialises all commits. A lost connection is made again; until then the readers' poll is the net.
 */
export function startNotifier(pool: Pool, acrossProcesses: boolean, woken: () => void): Notifier {
  if (!acrossProcesses) return silent;
  let stopped = false;
  let client: PoolClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;

  const listen = async (): Promise<void> => {
    try {
      const connected = await pool.connect();
      if (stopped) return connected.release();
      client = connected;
      connected.on('notification', woken);
      connected.on('error', () => lost(connected));
      await connected.query(`LISTEN ${channel}`);
    } catch {
      lost(client);
    }
  };
  const lost = (connection: PoolClient | undefined) => {
    connection?.release(true);
    client = undefined;
    if (!stopped) retry = setTimeout(() => void listen(), reconnectMs);
  };
  const send = async (): Promise<void> => {
    timer = undefined;
    await pool.query(`NOTIFY ${channel}`).catch(() => undefined);
  };

  const listening = listen();
  return {
    notify: () => {
      timer ??= setTimeout(() => void send(), debounceMs);
    },
    flush: async () => {
      if (timer) clearTimeout(timer);
      if (timer) await send();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(retry);
      await listening;
      client?.removeAllListeners('notification');
      client?.release(true);
    },
  };
}
