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
  readonly send: (
    method: 'POST' | 'PUT',
    path: string,
    body?: object,
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
    ): Promise<Answer> => {
      const response = await fetch(`${address}/api/${path}`, {
        method,
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...(body !== undefined && { body }),
      });
      if (response.ok) return answerOf(response);
      throw new Error(`${who}: ${method} ${path} → ${response.status} ${await response.text()}`);
    };
    return {
      get: (path) => ask('GET', path),
      send: (method, path, body = {}, on) =>
        ask(method, path, {
          headers: { 'content-type': 'application/json', ...(on && { 'if-match': on.revision }) },
          body: JSON.stringify(body),
        }),
    };
  };

interface Outgoing {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function answerOf(response: Response): Promise<Answer> {
  const body = (await response.json()) as Readonly<Record<string, unknown>>;
  const { id } = body;
  return { body, id: typeof id === 'string' ? id : '', revision: response.headers.get('etag') ?? '' };
}
