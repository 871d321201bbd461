import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { AttemptOutcome } from '../../domain/delivery-outcome.ts';
import type { RobotKey, RobotKind } from '../../domain/robots/robot.ts';
import { judgeRobotAnswer } from '../../domain/robots/robot-answer.ts';
import { robotSummary, robotText } from '../../domain/robots/robot-text.ts';
import type { Send } from '../../usecases/deliver.ts';
import type { RobotMessage } from '../../usecases/robots/robot-message.ts';
import { describeFailure, refuseForbiddenLiteral } from '../outgoing/outgoing-call.ts';
import type { guardedLookup } from '../outgoing/guarded-lookup.ts';

export interface RobotSenderOptions {
  /** Where each product takes messages, without the token. */
  readonly addresses: Readonly<Record<RobotKind, string>>;
  readonly openKey: (sealed: Buffer, robotId: string) => RobotKey;
  readonly allowLoopback: boolean;
  readonly lookup: ReturnType<typeof guardedLookup>;
  readonly timeoutMs?: number;
}

export interface RobotSender {
  readonly send: Send<RobotMessage>;
  readonly stop: () => Promise<void>;
}

const maxAnswerBytes = 16 * 1024;

/** Posts to group chats as WeCom and DingTalk take it: a text message, the token in the address, DingTalk's signed. */
export function robotSender(options: RobotSenderOptions): RobotSender {
  const { addresses, openKey, allowLoopback, lookup, timeoutMs = 10_000 } = options;
  const agent = new Agent({
    connect: { lookup, timeout: Math.min(5_000, timeoutMs) },
    maxHeaderSize: maxAnswerBytes,
    maxResponseSize: maxAnswerBytes,
  });
  return {
    send: async (message): Promise<AttemptOutcome> => {
      const { robot, target } = message;
      if (target === undefined) return { kind: 'no-address', error: 'the robot is paused or disabled' };
      try {
        const url = addressOf(addresses[robot.kind], robot.kind, openKey(robot.sealed, robot.id));
        refuseForbiddenLiteral(url.href, allowLoopback);
        const answer = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Yuanqu-Robot/1' },
          body: JSON.stringify({ msgtype: 'text', text: { content: textOf(message) } }),
          signal: AbortSignal.timeout(timeoutMs),
        });
        return judgeRobotAnswer(robot.kind, answer.statusCode, await answer.body.text());
      } catch (error) {
        return { kind: 'failed', error: describeFailure(error) };
      }
    },
    stop: () => agent.destroy(),
  };
}

const textOf = ({ wording, language, eventId, others }: RobotMessage): string =>
  others.length === 0
    ? robotText(wording, language, eventId)
    : robotSummary([wording, ...others.map((other) => other.wording)], language);

function addressOf(base: string, kind: RobotKind, { token, secret }: RobotKey): URL {
  const url = new URL(base);
  if (kind === 'wecom') {
    url.searchParams.set('key', token);
    return url;
  }
  const timestamp = String(Date.now());
  url.searchParams.set('access_token', token);
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('sign', dingTalkSignature(timestamp, secret ?? ''));
  return url;
}

/** HMAC-SHA256 of `timestamp\nsecret` under the secret, base64: DingTalk's 加签. */
export const dingTalkSignature = (timestamp: string, secret: string): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
