import { Refused } from './session.ts';

export interface Login {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** Logs a person in and returns the access token; it lasts some minutes. Throws Refused for a wrong name or password. */
export async function logIn({ url, username, password }: Login): Promise<string> {
  const response = await fetch(new URL('/api/identity/v1/login', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json().catch(() => ({}))) as { access_token?: string; detail?: string };
  if (response.ok && answer.access_token) return answer.access_token;
  const message = `${url} does not let ${username} in: ${answer.detail ?? response.status}`;
  throw response.status < 500 ? new Refused(message) : new Error(message);
}
