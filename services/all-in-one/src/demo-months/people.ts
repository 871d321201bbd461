import { demoTokenOf } from '../demo-access.ts';

/** What somebody is answered; `revision` is what their next change of it has to name. */
export interface Answer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly id: string;
  readonly revision: string;
}

/** Somebody of the demo at the API: a person by username, an operator’s system as `operator-PARK`. */
export interface Person {
  readonly get: (path: string) => Promise<Answer>;
  /** A CSV table. */
  readonly table: (path: string) => Promise<string>;
  readonly send: (
    method: 'POST' | 'PUT',
    path: string,
    /** Text is a CSV table. */
    body?: object | string,
    on?: Pick<Answer, 'revision'>,
  ) => Promise<Answer>;
}

export type As = (who: string) => Promise<Person>;

/** Speaks for the demo's people over HTTP, as they would. Whoever is refused throws, with the problem that was answered. */
export const people =
  (address: string): As =>
  async (who) => {
    const token = await demoTokenOf(address, who);
    const ask = async (
      method: string,
      path: string,
      { headers = {}, body }: Outgoing = {},
    ): Promise<Response> => {
      const response = await fetch(`${address}/api/${path}`, {
        method,
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...(body !== undefined && { body }),
      });
      if (response.ok) return response;
      throw new Error(`${who}: ${method} ${path} → ${response.status} ${await response.text()}`);
    };
    return {
      get: async (path) => answerOf(await ask('GET', path)),
      table: async (path) => (await ask('GET', path)).text(),
      send: async (method, path, body = {}, on) => answerOf(await ask(method, path, outgoingOf(body, on))),
    };
  };

interface Outgoing {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const outgoingOf = (body: object | string, on: Pick<Answer, 'revision'> | undefined): Outgoing => ({
  headers: {
    'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
    ...(on && { 'if-match': on.revision }),
  },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json()) as Readonly<Record<string, unknown>>;
  const { id } = body;
  return { body, id: typeof id === 'string' ? id : '', revision: response.headers.get('etag') ?? '' };
}
