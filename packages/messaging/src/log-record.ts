/** A place in a partition of the log. Sequences rise by one; a higher epoch means that the producer was restored. */
export interface Position {
  readonly epoch: number;
  readonly sequence: bigint;
}

/** A committed event on its way to a consumer; `value` is the CloudEvent as JSON text. */
export interface LogRecord extends Position {
  readonly topic: string;
  readonly partition: number;
  /** On the first record of an epoch: the epoch of the record before it, 0 on the very first; else null. */
  readonly followsEpoch: number | null;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

/** Names a partition in maps and messages. */
export const partitionName = ({ topic, partition }: { topic: string; partition: number }): string =>
  `${topic}/${partition}`;
