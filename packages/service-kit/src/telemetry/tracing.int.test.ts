import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoutePlugin } from '../http/app.ts';
import { sampleService, type SampleService } from '../lifecycle/sample-service.ts';
import { startTracing } from './start-tracing.ts';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

const traceId = '0af7651916cd43dd8448eb211c80319c';
const callerSpan = 'b7ad6b7169203331';
const received: string[] = [];
let collector: Server;
let traced: SampleService;
let untraced: SampleService;
let stopTracing: () => Promise<void>;

const showContext: RoutePlugin = (app) => {
  app.post('/context', { config: { access: 'public' } }, ({ context }) => context);
};

beforeAll(async () => {
  collector = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => void received.push(chunk));
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const address = collector.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1/traces`;
  stopTracing = await startTracing('yuanqu-sample', url);
  const parts = () => ({ routes: [showContext] });
  [traced, untraced] = await Promise.all([
    sampleService(parts, { env: { YUANQU_OTLP_URL: url } }),
    sampleService(parts),
  ]);
});
afterAll(async () => {
  await Promise.all([traced?.stop(), untraced?.stop()]);
  collector?.close();
});

const context = async ({ service }: SampleService, traceparent: string) => {
  const headers = { traceparent, 'content-type': 'application/json' };
  const answer = await fetch(`${service.address}/api/sample/v1/context`, {
    method: 'POST',
    headers,
    body: '{}',
  });
  return (await answer.json()) as { readonly traceparent?: string };
};

describe('traces', () => {
  it("continue the caller's trace, and hand the server's span on to events", async () => {
    const { traceparent } = await context(traced, `00-${traceId}-${callerSpan}-01`);
    expect(traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect(traceparent).not.toContain(callerSpan);
    await stopTracing();
    const { resourceSpans } = JSON.parse(received.join('')) as {
      resourceSpans: { resource: unknown; scopeSpans: { spans: Span[] }[] }[];
    };
    expect(JSON.stringify(resourceSpans[0]?.resource)).toContain('yuanqu-sample');
    expect(resourceSpans[0]?.scopeSpans[0]?.spans).toMatchObject([
      {
        name: 'POST /api/sample/v1/context',
        traceId,
        parentSpanId: callerSpan,
        spanId: traceparent?.split('-')[2],
      },
    ]);
  });

  it('are passed on as they came when the service makes none', async () => {
    const given = `00-${traceId}-${callerSpan}-00`;
    expect(await context(untraced, given)).toMatchObject({ traceparent: given });
    expect((await context(untraced, 'nonsense')).traceparent).toBeUndefined();
  });
});
