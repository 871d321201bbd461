import type { Pool, PoolClient } from 'pg';

/** The NOTIFY channel of a producer's database on which processes tell one another of commits. */
export const wakeUpChannel = 'yuanqu_messaging';

const debounceMs = 5;
const reconnectMs = 1_000;

/** Tells other processes that something was committed. */
export interface Notifier {
  readonly notify: () => void;
  /** Sends what is still held back. */
  readonly flush: () => Promise<void>;
}

/** Notifies at most every 5 ms and outside any transaction: NOTIFY inside one makes all commits queue up. */
export function debouncedNotifier(pool: Pool): Notifier {
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();
  const send = () => {
    timer = undefined;
    // lost with the database away: the readers' poll is the net
    sending = pool.query(`NOTIFY ${wakeUpChannel}`).then(
      () => undefined,
      () => undefined,
    );
  };
  return {
    notify: () => {
      timer ??= setTimeout(send, debounceMs);
    },
    flush: async () => {
      if (timer) {
        clearTimeout(timer);
        send();
      }
      await sending;
    },
  };
}

/** Calls `woken` whenever another process notifies. A lost connection is made again; until then the poll is the net. */
export function listenForWakeUps(pool: Pool, woken: () => void): { readonly stop: () => Promise<void> } {
  let stopped = false;
  let client: PoolClient | undefined;
  let retry: NodeJS.Timeout | undefined;
  let listening = listen();

  async function listen(): Promise<void> {
    let connected: PoolClient | undefined;
    try {
      connected = await pool.connect();
      connected.on('error', () => lose(connected));
      connected.on('notification', woken);
      client = connected;
      await connected.query(`LISTEN ${wakeUpChannel}`);
    } catch {
      lose(connected);
    }
  }

  function lose(connection: PoolClient | undefined): void {
    if (connection && connection === client) {
      client = undefined;
      connection.release(true);
    }
    clearTimeout(retry);
    if (stopped) return;
    retry = setTimeout(() => {
      listening = listen();
    }, reconnectMs);
  }

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(retry);
      await listening;
      lose(client);
    },
  };
}
