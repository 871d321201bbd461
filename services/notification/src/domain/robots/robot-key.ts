import { AppError } from '@yuanqu/domain';
import type { RobotKey, RobotKind } from './robot.ts';

const parameters: Readonly<Record<RobotKind, string>> = { wecom: 'key', dingtalk: 'access_token' };
const tokenShape = /^[\w-]{8,128}$/;
const secretShape = /^[\w-]{8,128}$/;

/**
 * Reads what the product shows when a robot is made: the token alone, or the whole address that holds it, of which only
 * the token is taken; where to call is a setting. DingTalk's needs the signing secret (加签).
 * Errors: `notification.invalid-robot-key`.
 */
export function parseRobotKey(
  kind: RobotKind,
  given: { readonly token: string; readonly secret?: string },
): RobotKey | AppError {
  const text = given.token.trim();
  const token = URL.canParse(text) ? (new URL(text).searchParams.get(parameters[kind]) ?? '') : text;
  if (!tokenShape.test(token))
    return refused(
      '/token',
      `is neither a token nor an address with ?${parameters[kind]}=… as ${kind} shows it`,
    );
  if (kind === 'wecom') return { token };
  const secret = given.secret?.trim() ?? '';
  if (!secretShape.test(secret))
    return refused('/secret', 'is needed for DingTalk: choose 加签 among the robot’s safety settings, SEC…');
  return { token, secret };
}

const refused = (pointer: string, detail: string): AppError =>
  new AppError(
    'notification.invalid-robot-key',
    'invalid',
    `机器人密钥有误。 The robot’s ${pointer.slice(1)} ${detail}.`,
    { errors: [{ pointer, code: 'robot-key', detail }] },
  );
