/** How long a consumer may be silent before it is taken for deaf. */
export const deafAfterMs = 30_000;

/**
 * Whether a consumer lives. What counts is answers of the log, empty ones too, and chunks done: a kafkajs consumer that
 * has gone deaf still sends heartbeats, and no messages may simply mean that nothing happens.
 */
export interface Pulse {
  readonly fetched: () => void;
  /** A chunk of a batch was done: no fetch is due meanwhile. */
  readonly worked: () => void;
  readonly silentForMs: () => number;
  readonly fetches: () => number;
}

export function makePulse(count: () => void, now: () => number = () => performance.now()): Pulse {
  let fetches = 0;
  let lastSign = now();
  return {
    fetched: () => {
      fetches++;
      lastSign = now();
      count();
    },
    worked: () => {
      lastSign = now();
    },
    silentForMs: () => now() - lastSign,
    fetches: () => fetches,
  };
}
