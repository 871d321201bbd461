import { propagation, SpanStatusCode, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { RecordedEvent } from '@yuanqu/events';
import type { PoolClient } from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { makeThing } from '../../contract/thing.ts';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { handleEvents } from './handle-events.ts';

const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
);
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
beforeEach(() => exporter.reset());
afterAll(() => {
  trace.disable();
  propagation.disable();
});

const thing = makeThing('thing');
const tx = {} as PoolClient;
const consumerOf = (handle: ConsumerDefinition['handle']): ConsumerDefinition => ({
  group: 'reader.v1',
  events: [thing.numbered],
  handle,
});
const eventIn = (traceId: string): RecordedEvent =>
  ({
    topic: thing.topic.name,
    context: { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` },
  }) as RecordedEvent;
const one = 'a'.repeat(32);
const other = 'c'.repeat(32);

test('events of one trace are handled within it', async () => {
  await handleEvents(
    tx,
    consumerOf(async () => undefined),
    [eventIn(one), eventIn(one)],
  );
  const [span] = exporter.getFinishedSpans();
  expect(span).toMatchObject({
    name: 'process reader.v1',
    parentSpanContext: { traceId: one, spanId: 'b'.repeat(16) },
  });
});

test('events of several traces are linked to', async () => {
  await handleEvents(
    tx,
    consumerOf(async () => undefined),
    [eventIn(one), eventIn(other)],
  );
  const [span] = exporter.getFinishedSpans();
  expect(span?.links.map(({ context }) => context.traceId)).toEqual([one, other]);
  expect(span?.parentSpanContext).toBeUndefined();
});

test('a failure is thrown on and marks the span', async () => {
  const failing = consumerOf(async () => Promise.reject(new Error('cannot digest')));
  await expect(handleEvents(tx, failing, [eventIn(one)])).rejects.toThrow('cannot digest');
  expect(exporter.getFinishedSpans()[0]?.status).toEqual({
    code: SpanStatusCode.ERROR,
    message: 'Error: cannot digest',
  });
});
