import { setTimeout as wait } from 'node:timers/promises';
import type { InputLine } from '../input/input-line.ts';
import { type CommitLine, noTotals, type Totals } from './commit-line.ts';
import { Busy, type OccupancyConnection } from './occupancy-connection.ts';
import { Refused } from './session.ts';
import { reasonOf } from './reason-of.ts';

export interface Rejection {
  readonly line: InputLine;
  readonly code: string;
  readonly detail: string;
}

export interface SendOptions {
  readonly connect: () => Promise<OccupancyConnection>;
  /** Lines on their way at most; they are kept until the server has settled them. */
  readonly window?: number;
  /** How long to go on trying without any progress, in milliseconds. */
  readonly giveUpAfterMs?: number;
  readonly onSettled?: (settled: {
    readonly lines: number;
    readonly bytesRead: number;
    readonly totals: Totals;
  }) => void;
  readonly onRejected?: (rejection: Rejection) => void;
  readonly onTrouble?: (message: string, retryInMs: number) => void;
}

/**
 * Sends every line and returns what became of them. Lines that were sent but not yet settled when a connection breaks
 * are sent again over the next one: their update ids keep them from counting twice. Throws when the server refuses the
 * client, or when nothing moved for `giveUpAfterMs`.
 */
export async function sendLines(lines: AsyncIterable<InputLine>, options: SendOptions): Promise<Totals> {
  const sending = new Sending(lines, options);
  const giveUpAfterMs = options.giveUpAfterMs ?? 15 * 60_000;
  let lastProgress = Date.now();
  for (let failures = 0; !sending.finished; ) {
    const settledBefore = sending.settled;
    try {
      await sending.over(await options.connect());
    } catch (error) {
      if (error instanceof Refused || sending.inputFailed) throw error;
      if (sending.settled > settledBefore) failures = 0;
      if (sending.settled > settledBefore) lastProgress = Date.now();
      const message = reasonOf(error);
      if (Date.now() - lastProgress > giveUpAfterMs) throw new Error(`gave up: ${message}`, { cause: error });
      const retryInMs =
        error instanceof Busy ? Math.max(error.retryAfterMs, 50) : Math.min(100 * 2 ** failures++, 5_000);
      options.onTrouble?.(message, retryInMs);
      await wait(retryInMs);
    }
  }
  return sending.totals;
}

/** The lines between the input and the server's last word, across connections. */
class Sending {
  readonly totals = noTotals();
  settled = 0;
  inputFailed = false;
  private exhausted = false;
  private readonly unsettled: InputLine[] = [];
  private readonly source: AsyncIterator<InputLine>;
  private readonly options: SendOptions;
  /** The input's next line: asked for, there, or failed. It outlives the connection that asked for it. */
  private asked = false;
  private arrived: IteratorResult<InputLine> | undefined;
  private failure: unknown;
  private wake: () => void = () => undefined;

  constructor(lines: AsyncIterable<InputLine>, options: SendOptions) {
    this.source = lines[Symbol.asyncIterator]();
    this.options = options;
  }

  get finished(): boolean {
    return this.exhausted && this.unsettled.length === 0;
  }

  /** Goes on over this connection until everything is settled or it breaks. */
  async over(connection: OccupancyConnection): Promise<void> {
    const over = new AbortController();
    over.signal.addEventListener('abort', () => this.wake(), { once: true });
    const reading = this.read(connection).finally(() => over.abort());
    const writing = this.write(connection, over.signal);
    try {
      await Promise.all([reading, writing]);
    } finally {
      over.abort();
      connection.close();
      await Promise.allSettled([reading, writing]);
    }
  }

  private async write(connection: OccupancyConnection, over: AbortSignal): Promise<void> {
    // A copy: commits take lines off the front while they are sent again.
    for (const line of this.unsettled.slice()) await connection.send(line.json);
    const window = this.options.window ?? 20_000;
    while (!over.aborted) {
      if (this.unsettled.length >= window) {
        await this.woken();
        continue;
      }
      const next = await this.pull(over);
      if (!next) return;
      if (next.done) {
        this.exhausted = true;
        connection.end();
        return;
      }
      this.unsettled.push(next.value);
      await connection.send(next.value.json);
    }
  }

  /** The next line, or nothing when the connection is over first; then the line is there for the next connection. */
  private async pull(over: AbortSignal): Promise<IteratorResult<InputLine> | undefined> {
    if (!this.asked) this.ask();
    while (!this.arrived && !this.inputFailed && !over.aborted) await this.woken();
    if (this.inputFailed) throw this.failure;
    const next = this.arrived;
    if (next) this.asked = false;
    this.arrived = undefined;
    return next;
  }

  private ask(): void {
    this.asked = true;
    void this.fetchNext();
  }

  private async fetchNext(): Promise<void> {
    try {
      this.arrived = await this.source.next();
    } catch (error) {
      this.inputFailed = true;
      this.failure = error;
    }
    this.wake();
  }

  private woken(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.wake = resolve;
    return promise;
  }

  private async read(connection: OccupancyConnection): Promise<void> {
    let through = 0;
    for await (const answer of connection.answers) {
      through = this.settle(answer, through);
      if (answer.error)
        throw new Busy(
          `${answer.error.code}: ${answer.error.detail ?? ''}`,
          answer.error.retryAfterMs ?? 500,
        );
      if (answer.done) return;
    }
    throw new Error('the server ended the stream without an end');
  }

  private settle(answer: CommitLine, before: number): number {
    if (answer.done || answer.through === undefined || answer.through <= before) return before;
    for (const { line, code, detail } of answer.errors ?? []) {
      const input = this.unsettled[line - before - 1];
      if (input) this.options.onRejected?.({ line: input, code, detail });
    }
    const passed = this.unsettled.splice(0, answer.through - before);
    this.settled += passed.length;
    for (const outcome of ['accepted', 'unchanged', 'stale', 'rejected'] as const)
      this.totals[outcome] += answer[outcome] ?? 0;
    this.options.onSettled?.({
      lines: this.settled,
      bytesRead: passed.at(-1)?.bytesRead ?? 0,
      totals: this.totals,
    });
    this.wake();
    return answer.through;
  }
}
