import { Webhook } from 'standardwebhooks';
import { Agent, type Dispatcher, request } from 'undici';
import { deliveryId } from '../../domain/delivery-id.ts';
import type { AttemptOutcome } from '../../domain/delivery-outcome.ts';
import type { ClaimedDelivery, Send } from '../../usecases/deliver.ts';
import { guardedLookup } from '../outgoing/guarded-lookup.ts';
import { describeFailure, refuseForbiddenLiteral } from '../outgoing/outgoing-call.ts';

export interface WebhookOptions {
  /** The signing secrets of a person that are valid now, newest first. */
  readonly secretsOf: (officialId: string) => Promise<readonly string[]>;
  readonly allowLoopback: boolean;
  readonly connections: number;
  readonly timeoutMs?: number;
  readonly lookup?: ReturnType<typeof guardedLookup>;
}

export interface WebhookSender {
  readonly send: Send;
  readonly stop: () => Promise<void>;
}

const maxAnswerBytes = 16 * 1024;

/** Calls webhooks as https://www.standardwebhooks.com asks: signed, one id for all attempts, redirects not followed. */
export function webhookSender(options: WebhookOptions): WebhookSender {
  const { allowLoopback, connections, timeoutMs = 10_000 } = options;
  const agent = new Agent({
    connect: { lookup: options.lookup ?? guardedLookup(allowLoopback), timeout: Math.min(5_000, timeoutMs) },
    connections,
    pipelining: 1,
    maxHeaderSize: maxAnswerBytes,
    maxResponseSize: maxAnswerBytes,
  });
  return {
    send: async (delivery) => {
      const { target } = delivery;
      if (target === undefined) return { kind: 'no-address', error: 'the person has no active webhook' };
      try {
        refuseForbiddenLiteral(target, allowLoopback);
        const secrets = await options.secretsOf(delivery.officialId);
        if (secrets.length === 0) return { kind: 'failed', error: 'there is no secret to sign with' };
        return await call(agent, target, delivery, secrets, timeoutMs);
      } catch (error) {
        return { kind: 'failed', error: describeFailure(error) };
      }
    },
    stop: () => agent.destroy(),
  };
}

async function call(
  agent: Agent,
  url: string,
  delivery: ClaimedDelivery,
  secrets: readonly string[],
  timeoutMs: number,
): Promise<AttemptOutcome> {
  const body = JSON.stringify(payloadOf(delivery));
  const answer = await request(url, {
    dispatcher: agent,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Yuanqu-Webhook/1',
      ...sign(delivery, body, secrets),
    },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  await forget(answer.body);
  return toOutcome(answer.statusCode);
}

/** What the receiver gets; names as in the Standard Webhooks' example. */
const payloadOf = ({
  eventId,
  eventType,
  severity,
  parks,
  subject,
  wording,
  language,
  occurredAt,
  onBehalfOf,
}: ClaimedDelivery) => ({
  type: eventType,
  timestamp: occurredAt.toISOString(),
  data: {
    eventId,
    severity,
    parks,
    subject,
    language,
    title: wording.title,
    body: wording.body,
    ...(onBehalfOf && { onBehalfOf }),
  },
});

/** While a secret is being replaced both sign, so that a receiver may change over at any time. */
function sign(delivery: ClaimedDelivery, body: string, secrets: readonly string[]): Record<string, string> {
  const id = deliveryId(delivery);
  const now = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}

function toOutcome(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone', status, error: 'HTTP 410' };
  if (status >= 300 && status < 400)
    return { kind: 'failed', status, error: `HTTP ${status}: redirects are not followed` };
  return { kind: 'failed', status, error: `HTTP ${status}` };
}

/** The answer's body is of no interest, but reading a little of it keeps the connection usable. */
async function forget(body: Dispatcher.ResponseData['body']): Promise<void> {
  await body.dump({ limit: maxAnswerBytes }).catch(() => undefined);
}
