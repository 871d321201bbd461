import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';

export interface Exchange {
  readonly outgoing: ClientRequest;
  readonly answered: Promise<IncomingMessage>;
  /** The next line of the answer; undefined at its end, a rejection when it was cut off. */
  readonly nextLine: () => Promise<string | undefined>;
}

/** A request whose body is sent bit by bit while the answer is read line by line. */
export function openExchange(url: string, headers: Record<string, string> = {}): Exchange {
  const outgoing = request(url, { method: 'POST', agent: false, headers });
  const answered = once(outgoing, 'response').then(([answer]) => answer as IncomingMessage);
  answered.catch(() => undefined);
  outgoing.on('error', () => undefined);
  outgoing.flushHeaders();
  let lines: AsyncGenerator<string> | undefined;
  const nextLine = async (): Promise<string | undefined> => {
    lines ??= linesOf(await answered);
    const { value, done } = await lines.next();
    return done ? undefined : value;
  };
  return { outgoing, answered, nextLine };
}

async function* linesOf(answer: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
