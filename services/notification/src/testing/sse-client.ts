import { eventually } from '@yuanqu/testing';

export interface ReceivedEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** Reads a stream of server-sent events, or holds still. */
export interface SseClient {
  readonly events: readonly ReceivedEvent[];
  /** Waits for the first event of this name and returns it. */
  readonly next: (event: string) => Promise<ReceivedEvent>;
  /** The ids of the messages so far. */
  readonly messageIds: () => (string | undefined)[];
  readonly ended: Promise<void>;
  readonly close: () => void;
}

export function readSse(response: Response): SseClient {
  const events: ReceivedEvent[] = [];
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const read = async (): Promise<void> => {
    let buffered = '';
    for (;;) {
      const { done, value } = (await reader?.read().catch(() => undefined)) ?? {
        done: true,
        value: undefined,
      };
      if (done) return;
      buffered += decoder.decode(value, { stream: true });
      const blocks = buffered.split('\n\n');
      buffered = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event) events.push(event);
      }
    }
  };
  const ended = read();
  return {
    events,
    next: (name) => eventually(() => events.find(({ event }) => event === name), { withinMs: 15_000 }),
    messageIds: () => events.filter(({ event }) => event === 'message').map(({ id }) => id),
    ended,
    close: () => void reader?.cancel().catch(() => undefined),
  };
}

function parseBlock(block: string): ReceivedEvent | undefined {
  const fields = new Map(
    block.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 2)] as const] : [];
    }),
  );
  const event = fields.get('event');
  if (event === undefined) return undefined;
  const id = fields.get('id');
  return {
    ...(id !== undefined && { id }),
    event,
    data: JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown>,
  };
}
