import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { AttemptOutcome } from '../../domain/delivery-outcome.ts';
import type { SendSms } from '../../usecases/sms/send-sms.ts';
import { describeFailure } from '../outgoing/outgoing-call.ts';

export interface HttpSmsOptions {
  readonly url: string;
  readonly key: string;
  readonly timeoutMs?: number;
}

/** What sends text messages, and how it is stopped. */
export interface SmsProvider {
  readonly send: SendSms;
  readonly stop: () => Promise<void>;
}

const maxAnswerBytes = 16 * 1024;
const minuteMs = 60_000;

/**
 * A provider by HTTP: `POST {id, to, templateId, variables}`, signed with HMAC-SHA256 of `timestamp.id.body`; the id is the
 * idempotency key. 2xx took it, 400 and 422 never will, 429 wants to be left alone. Its address is a setting and may be
 * inside, such as the district's own gateway.
 */
export function httpSmsProvider({ url, key, timeoutMs = 10_000 }: HttpSmsOptions): SmsProvider {
  const agent = new Agent({
    connect: { timeout: Math.min(5_000, timeoutMs) },
    connections: 10,
    maxHeaderSize: maxAnswerBytes,
    maxResponseSize: maxAnswerBytes,
  });
  return {
    send: async ({ id, to, templateId, variables }) => {
      const body = JSON.stringify({ id, to, templateId, variables });
      const timestamp = String(Math.floor(Date.now() / 1000));
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'Yuanqu-SMS/1',
            'idempotency-key': id,
            'x-timestamp': timestamp,
            'x-signature': signSms(key, timestamp, id, body),
          },
          body,
          signal: AbortSignal.timeout(timeoutMs),
        });
        await answer.body.dump({ limit: maxAnswerBytes }).catch(() => undefined);
        return judge(answer.statusCode, answer.headers['retry-after']);
      } catch (error) {
        return { kind: 'failed', error: describeFailure(error) };
      }
    },
    stop: () => agent.destroy(),
  };
}

/** Hex of HMAC-SHA256 of `timestamp.id.body`. */
export const signSms = (key: string, timestamp: string, id: string, body: string): string =>
  createHmac('sha256', key).update(`${timestamp}.${id}.${body}`).digest('hex');

function judge(status: number, retryAfter: string | string[] | undefined): AttemptOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const error = `HTTP ${status}`;
  if (status === 429) {
    const seconds = Number(retryAfter);
    const afterMs = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : minuteMs;
    return { kind: 'later', status, error, afterMs };
  }
  return { kind: status === 400 || status === 422 ? 'refused' : 'failed', status, error };
}
