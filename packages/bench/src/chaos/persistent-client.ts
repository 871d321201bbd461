import { setTimeout as wait } from 'node:timers/promises';
import type { Update } from './update.ts';

export interface PersistentClientOptions {
  readonly intakeUrl: string;
  readonly identityUrl: string;
  /** Hears of every answer that isn't the wanted one. */
  readonly refused?: (status: number, retryAfter: string | null) => void;
}

const retryMs = 100;

/** A client that asks again until it is answered, as an operator's system has to. */
export function persistentClient(
  park: string,
  { intakeUrl, identityUrl, refused = () => undefined }: PersistentClientOptions,
) {
  let token: string | undefined;
  const authorised = async (
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Response> => {
    for (;;) {
      try {
        token ??= await fetchToken(identityUrl, park);
        const response = await fetch(`${intakeUrl}${path}`, {
          ...init,
          headers: { ...init.headers, authorization: `Bearer ${token}` },
          signal: AbortSignal.timeout(15_000),
        });
        if (response.ok) return response;
        refused(response.status, response.headers.get('retry-after'));
        if (response.status === 401) token = undefined;
        else if (response.status < 500 && response.status !== 429)
          throw new NeverAnswered(`${path} answered ${response.status}: ${await response.text()}`);
        await response.body?.cancel();
      } catch (error) {
        if (error instanceof NeverAnswered) throw error;
      }
      await wait(retryMs);
    }
  };
  return {
    units: async (): Promise<string[]> => {
      const response = await authorised(`/api/intake/v1/parks/${park}/units?limit=200`);
      return ((await response.json()) as { items: { unit: string }[] }).items.map(({ unit }) => unit);
    },
    send: async (batch: readonly Update[]): Promise<string[]> => {
      for (;;) {
        const response = await authorised('/api/intake/v1/occupancy', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(batch),
        });
        const answer = (await response.json().catch(() => undefined)) as
          | { results?: { outcome: string; code?: string; retryable?: boolean }[] }
          | undefined;
        // An answer cut off half-way, an outcome that is not known, or one that may be another later (intake's clock is
        // behind) is no answer: send the same again.
        if (answer?.results && !answer.results.some(isOpen))
          return answer.results.map(({ outcome, code }) => code ?? outcome);
        await wait(retryMs);
      }
    },
  };
}

const isOpen = ({ code, retryable }: { readonly code?: string; readonly retryable?: boolean }): boolean =>
  code === 'intake.outcome-unknown' || retryable === true;

class NeverAnswered extends Error {}

async function fetchToken(identityUrl: string, park: string): Promise<string> {
  const response = await fetch(`${identityUrl}/api/identity/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`operator-${park}:yuanqu-demo`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`token: ${response.status}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
