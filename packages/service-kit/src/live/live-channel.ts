/**
 * Passes short messages to whoever is connected right now, in this instance or another: what streams to browsers is
 * fed from. Nothing is kept; who must not miss anything reads the database first and again after a gap.
 */
export interface LiveChannel {
  /** Hands the message, JSON-able, to all subscribers of the channel; never throws, never waits. */
  readonly publish: (channel: string, message: unknown) => void;
  /** Resolves when messages published from now on will arrive. */
  readonly subscribe: (channel: string, receive: (message: unknown) => void) => Promise<Unsubscribe>;
  readonly stop: () => Promise<void>;
}

export type Unsubscribe = () => void;
