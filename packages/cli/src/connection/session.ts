export interface SessionOptions {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The server said no to who we are, or to what we ask: trying again would not help. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Hands out a bearer token, a fresh one shortly before the old one ends. */
export interface Session {
  readonly url: string;
  readonly token: () => Promise<string>;
  readonly forget: () => void;
}

const renewBeforeMs = 20_000;

/** A session of an operator's system: OAuth 2 client credentials. */
export function openSession({ url, clientId, clientSecret }: SessionOptions): Session {
  let current: { token: string; until: number } | undefined;
  return {
    url,
    forget: () => {
      current = undefined;
    },
    token: async () => {
      if (!current || current.until - renewBeforeMs < Date.now()) {
        const answer = await requestToken(url, clientId, clientSecret);
        current = { token: answer.access_token, until: Date.now() + answer.expires_in * 1_000 };
      }
      return current.token;
    },
  };
}

async function requestToken(
  url: string,
  clientId: string,
  clientSecret: string,
): Promise<{ access_token: string; expires_in: number }> {
  const response = await fetch(new URL('/api/identity/v1/token', url), {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    signal: AbortSignal.timeout(10_000),
  });
  if (response.ok) return (await response.json()) as { access_token: string; expires_in: number };
  const body = await response.text();
  if (response.status === 400 || response.status === 401) {
    throw new Refused(
      `${url} 没有接入账号 ${clientId}，或密钥有误 does not know the client ${clientId}, or its secret is wrong; with --park the client is operator-PARK: is the park's code right?`,
    );
  }
  throw new Error(`token request answered ${response.status}: ${body.slice(0, 200)}`);
}
