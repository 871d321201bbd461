import type { Upstream, Upstreams } from './upstream.ts';

export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly services: Readonly<Record<string, string>>;
}

const patienceMs = 3_000;

/** Whether every service is up, and what those that are not say. */
export async function readiness(services: Upstreams): Promise<Readiness> {
  const answers = await Promise.all(
    Object.entries(services).map(async ([name, service]) => [name, await stateOf(service)] as const),
  );
  return {
    status: answers.every(([, state]) => state === 'ready') ? 'ready' : 'not-ready',
    services: Object.fromEntries(answers),
  };
}

async function stateOf(service: Upstream): Promise<string> {
  try {
    if (service.kind === 'starting') return 'starting';
    if (service.kind === 'remote') return await stateAt(service.url);
    await service.ready();
    return 'ready';
  } catch (error) {
    return messageOf(error);
  }
}

async function stateAt(url: string): Promise<string> {
  const response = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(patienceMs) });
  const text = await response.text();
  return response.ok ? 'ready' : (failedChecks(text) ?? `answers ${response.status}`);
}

interface HealthAnswer {
  readonly checks?: readonly { readonly name: string; readonly ok: boolean; readonly detail?: string }[];
}

/** What a service that isn't ready says it lacks. */
function failedChecks(text: string): string | undefined {
  try {
    const { checks = [] } = JSON.parse(text) as HealthAnswer;
    const failed = checks
      .filter(({ ok }) => !ok)
      .map(({ name, detail = 'not ready' }) => `${name}: ${detail}`);
    return failed.length > 0 ? failed.join('; ') : undefined;
  } catch {
    return undefined;
  }
}

/** `fetch` says no more than "fetch failed"; its cause says why. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error as { readonly cause?: { readonly code?: string; readonly message?: string } };
  return cause?.code ?? cause?.message ?? error.message;
}
