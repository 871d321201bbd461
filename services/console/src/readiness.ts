import type { Upstream } from './gateway.ts';

/** Resolves when the service can do its work, rejects with what is missing. */
export type ReadyCheck = () => Promise<void>;

export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly services: Readonly<Record<string, string>>;
}

const patienceMs = 3_000;

/** Whether every service is up, and what those that are not say. */
export async function readiness(services: Readonly<Record<string, Upstream>>): Promise<Readiness> {
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
    if (service.kind === 'in-process') {
      await service.ready();
      return 'ready';
    }
    const response = await fetch(new URL('/health/ready', service.url), {
      signal: AbortSignal.timeout(patienceMs),
    });
    await response.body?.cancel();
    return response.ok ? 'ready' : `answers ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
