import { trace } from '@opentelemetry/api';

/**
 * Sends this process' spans to an OTLP collector in batches and passes trace contexts on by W3C headers. Loaded only
 * when called; once per process. Answers how to send what is left and stop.
 */
export async function startTracing(serviceName: string, collectorUrl: string): Promise<() => Promise<void>> {
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const exporter = new OTLPTraceExporter({ url: collectorUrl, timeoutMillis: 2_000 });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [
      new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000, exportTimeoutMillis: 2_000 }),
    ],
  });
  provider.register();
  return async () => {
    await provider.shutdown();
    trace.disable();
  };
}
