import { type Link, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ConsumerDefinition } from '@yuanqu/messaging';

const maxLinks = 32;

/** The consumer with a span around each batch, linked to the requests that caused its events. */
export function withSpans(consumer: ConsumerDefinition, service: string): ConsumerDefinition {
  const tracer = trace.getTracer(`yuanqu-${service}`);
  return {
    ...consumer,
    handle: (tx, events) => {
      const links = events.slice(0, maxLinks).flatMap(({ context: { traceparent } }) => linkTo(traceparent));
      const options = {
        kind: SpanKind.CONSUMER,
        links,
        attributes: { 'messaging.batch.message_count': events.length },
      };
      return tracer.startActiveSpan(`consume ${consumer.group}`, options, async (span) => {
        try {
          await consumer.handle(tx, events);
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      });
    },
  };
}

function linkTo(traceparent: string | undefined): readonly Link[] {
  if (traceparent === undefined) return [];
  const spanContext = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, { traceparent }));
  return spanContext ? [{ context: spanContext }] : [];
}
