import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface HttpMetrics {
  readonly duration: Histogram<'method' | 'route' | 'status'>;
  readonly denied: Counter<'code'>;
}

/** A service's registry, with what the chassis measures of its HTTP. */
export function createMetrics(service: string): { readonly registry: Registry; readonly http: HttpMetrics } {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  return { registry, http: httpMetrics(registry) };
}

/** The text that Prometheus reads: the process' own figures and the service's. */
export async function exposition(registry: Registry): Promise<string> {
  const texts = await Promise.all([processRegistry().metrics(), registry.metrics()]);
  return texts.join('\n');
}

// The process is one, however many services run in it.
let ofProcess: Registry | undefined;

function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

const httpMetrics = (registry: Registry): HttpMetrics => ({
  duration: new Histogram({
    name: 'yuanqu_http_request_duration_seconds',
    help: 'From the first byte of the request to the last of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  }),
  denied: new Counter({
    name: 'yuanqu_http_denied_total',
    help: 'Requests refused for want of a token, a role or a park',
    labelNames: ['code'],
    registers: [registry],
  }),
});
