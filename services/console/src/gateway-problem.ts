import { preferredLanguage, type Problem, problemContentType } from '@yuanqu/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type GatewayCode = keyof typeof problems;

interface GatewayProblem {
  readonly status: number;
  readonly retryAfterS?: number;
  readonly title: Record<'zh' | 'en', string>;
  /** `about` is the service in question, or the services that there are. */
  readonly detail: (about: string, path: string) => Record<'zh' | 'en', string>;
}

const problems = {
  'gateway.bad-request': {
    status: 400,
    title: { zh: '请求格式错误', en: 'Malformed request' },
    detail: () => ({
      zh: '地址或请求头无法识别。',
      en: 'The address or the headers of the request cannot be read.',
    }),
  },
  'gateway.no-such-path': {
    status: 404,
    title: { zh: '未找到', en: 'Not found' },
    detail: (services, path) => ({
      zh: `${path} 不存在。各服务位于 /api/{service}/v1:${services}。`,
      en: `There is nothing at ${path}. The services are at /api/{service}/v1: ${services}.`,
    }),
  },
  'gateway.service-broke-off': {
    status: 502,
    title: { zh: '服务中断', en: 'Service broke off' },
    detail: (service) => ({
      zh: `${service} 在答复前断开,请求是否生效未知;请查询当前状态,或以相同的 Idempotency-Key 重试。`,
      en: `${service} broke off before it answered; whether the request took effect is unknown. Read the present state, or send it again with the same Idempotency-Key.`,
    }),
  },
  'gateway.service-away': {
    status: 503,
    retryAfterS: 2,
    title: { zh: '服务暂不可用', en: 'Service away' },
    detail: (service) => ({
      zh: `暂时无法连接 ${service},请求未被处理,请稍后重试。`,
      en: `${service} cannot be reached for now; nothing of the request was taken. Try again shortly.`,
    }),
  },
  'gateway.starting': {
    status: 503,
    retryAfterS: 1,
    title: { zh: '服务正在启动', en: 'Service is starting' },
    detail: (service) => ({
      zh: `${service} 正在启动,请稍后重试。`,
      en: `${service} is starting; try again in a second.`,
    }),
  },
  'gateway.internal': {
    status: 500,
    title: { zh: '内部错误', en: 'Internal error' },
    detail: () => ({
      zh: '网关出错,请凭 requestId 联系管理员。',
      en: 'The gateway failed; give the requestId to its operators.',
    }),
  },
} as const satisfies Record<string, GatewayProblem>;

/** Answers with one of the gateway's own problems, in the caller's language. */
export function sendProblem(
  code: GatewayCode,
  request: FastifyRequest,
  reply: FastifyReply,
  about = '',
): FastifyReply {
  const { status, title, detail, retryAfterS }: GatewayProblem = problems[code];
  const language = preferredLanguage(request.headers['accept-language']);
  const problem: Problem = {
    type: 'about:blank',
    title: title[language],
    status,
    detail: detail(about, request.url.split('?')[0] ?? '')[language],
    code,
    requestId: request.id,
  };
  if (retryAfterS !== undefined) void reply.header('retry-after', retryAfterS);
  return reply
    .code(status)
    .header('x-request-id', request.id)
    .type(problemContentType)
    .send(JSON.stringify(problem));
}

/** The problem that an error amounts to which no service gave: a request that can't be read, or a bug. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { statusCode } = (error ?? {}) as { readonly statusCode?: unknown };
  if (typeof statusCode === 'number' && statusCode < 500)
    return sendProblem('gateway.bad-request', request, reply);
  request.log.error({ err: error }, 'request failed');
  return sendProblem('gateway.internal', request, reply);
}
