import type { AttemptOutcome } from '../delivery-outcome.ts';
import type { RobotKind } from './robot.ts';

type Meaning = 'too-many' | 'gone' | 'refused';

const minuteMs = 60_000;
// DingTalk shuts a robot out for ten minutes when it sends more than 20 a minute.
const leaveAloneMs: Readonly<Record<RobotKind, number>> = { wecom: minuteMs, dingtalk: 10 * minuteMs };

// https://developer.work.weixin.qq.com/document/path/90313 (全局错误码)
// https://open.dingtalk.com/document/orgapp/custom-robot-access (自定义机器人)
const meanings: Readonly<Record<RobotKind, Readonly<Record<number, Meaning>>>> = {
  wecom: {
    45009: 'too-many',
    45033: 'too-many',
    93000: 'gone',
    93017: 'gone',
    40008: 'refused',
    44004: 'refused',
  },
  dingtalk: {
    130101: 'too-many',
    410100: 'too-many',
    300001: 'gone',
    400013: 'gone',
    400101: 'gone',
    400102: 'gone',
    400106: 'gone',
    310000: 'gone',
    400105: 'refused',
    430101: 'refused',
    430102: 'refused',
    430103: 'refused',
    430104: 'refused',
  },
};

/** What an answer means: both products answer 200 and put what went wrong into `errcode`. */
export function judgeRobotAnswer(kind: RobotKind, status: number, body: string): AttemptOutcome {
  if (status === 429) return { kind: 'later', status, error: 'HTTP 429', afterMs: leaveAloneMs[kind] };
  if (status < 200 || status >= 300) return { kind: 'failed', status, error: `HTTP ${status}` };
  const code = errorCode(body);
  if (code === undefined) return { kind: 'failed', status, error: 'the answer has no errcode' };
  if (code === 0) return { kind: 'delivered' };
  const error = `errcode ${code}`;
  const meaning = meanings[kind][code];
  if (meaning === undefined) return { kind: 'failed', status: code, error };
  switch (meaning) {
    case 'too-many':
      return {
        kind: 'later',
        status: code,
        error: `${error}: too many messages`,
        afterMs: leaveAloneMs[kind],
      };
    case 'gone':
      return { kind: 'gone', status: code, error: `${error}: the robot or its key is not valid any more` };
    case 'refused':
      return { kind: 'refused', status: code, error: `${error}: the message was refused` };
  }
}

function errorCode(body: string): number | undefined {
  try {
    const { errcode } = JSON.parse(body) as { readonly errcode?: unknown };
    return typeof errcode === 'number' && Number.isInteger(errcode) ? errcode : undefined;
  } catch {
    return undefined;
  }
}
