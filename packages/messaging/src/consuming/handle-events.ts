import {
  type Context,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { RecordedEvent } from '@yuanqu/events';
import type { PoolClient } from 'pg';
import type { ConsumerDefinition } from './consumer-definition.ts';
import { describeError } from './failure.ts';

const tracer = trace.getTracer('@yuanqu/messaging');
const mostLinks = 32;

/**
 * Calls the consumer's handler in a span of its own, where traces are on: one that goes on the trace of the events, or
 * is linked to them when they belong to several.
 */
export async function handleEvents(
  tx: PoolClient,
  consumer: ConsumerDefinition,
  events: readonly RecordedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const [parent, links] = causesOf(events);
  const attributes = {
    'messaging.consumer.group.name': consumer.group,
    'messaging.destination.name': events[0]?.topic,
    'messaging.batch.message_count': events.length,
  };
  const options = { kind: SpanKind.CONSUMER, links, attributes };
  await tracer.startActiveSpan(`process ${consumer.group}`, options, parent, async (span) => {
    try {
      await consumer.handle(tx, events as never);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: describeError(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}

function causesOf(events: readonly RecordedEvent[]): [parent: Context, links: Link[]] {
  const parents = new Set<string>();
  for (const { context } of events) if (context.traceparent) parents.add(context.traceparent);
  const causes = [...parents].slice(0, mostLinks).map(extract);
  const [only] = causes;
  if (only && causes.length === 1) return [only, []];
  const links = causes.flatMap((cause) => {
    const spanContext = trace.getSpanContext(cause);
    return spanContext ? [{ context: spanContext }] : [];
  });
  return [context.active(), links];
}

const extract = (traceparent: string): Context => propagation.extract(ROOT_CONTEXT, { traceparent });
