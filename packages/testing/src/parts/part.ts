/** A real server that tests share: one of each per test run, started when a test first asks for it. */
export type PartName = 'postgres' | 'kafka' | 'redis';

/** Where a part can be reached (a URL, or HOST:PORT for Kafka), or why it is not there and how to get it. */
export type PartAnswer =
  | { readonly status: 'ready'; readonly address: string; readonly provider: string }
  | { readonly status: 'absent'; readonly reason: string; readonly remedy: string };

/** A part that has been started; `stop` ends its process and may lose its data. */
export interface RunningPart {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * One way to get a part. `start` gets a directory of its own, removed after the run, and a signal that ends it early;
 * it throws when the part can't be had this way.
 */
export interface PartProvider {
  readonly name: string;
  readonly needsDocker: boolean;
  readonly remedy: string;
  readonly start: (directory: string, signal: AbortSignal) => Promise<RunningPart>;
}
