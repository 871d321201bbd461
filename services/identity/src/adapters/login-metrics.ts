import { Counter, type Registry } from 'prom-client';
import type { CountOutcome } from '../usecases/ports.ts';

/** Counts how logins and token requests end. */
export function loginMetrics(registry: Registry): CountOutcome {
  const outcomes = new Counter({
    name: 'yuanqu_identity_logins_total',
    help: 'Logins and token requests by how they ended',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => outcomes.inc({ outcome });
}
