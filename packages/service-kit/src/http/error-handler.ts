import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './app.ts';
import { preferredLanguage } from './language.ts';
import { type Problem, problemContentType } from './problem.ts';
import { standardProblem, toProblem } from './to-problem.ts';

/** Answers every error, and every address that isn't there, with a problem. */
export function registerProblems(app: App): void {
  const routes: { readonly method: string; readonly pattern: RegExp }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, pattern: patternOf(url) });
  });
  app.setErrorHandler((error, request, reply) => answerWithProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = [
      ...new Set(routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)),
    ];
    if (allowed.length > 0) void reply.header('allow', allowed.join(', '));
    const code = allowed.length > 0 ? 'request.method-not-allowed' : 'request.not-found';
    return sendProblem(reply, standardProblem(code, contextOf(request)));
  });
}

/** Sends the problem that the error amounts to; logs it when it is a failure of ours. */
export function answerWithProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = toProblem(error, contextOf(request));
  const senderGone = request.raw.destroyed && !request.raw.complete;
  if (problem.status >= 500 && !senderGone)
    request.log.error({ err: error, code: problem.code }, 'request failed');
  else if (problem.code === 'request.invalid-value' || problem.code === 'request.conflict')
    request.log.warn({ err: error }, 'refused by the database');
  return sendProblem(reply, problem);
}

function sendProblem(reply: FastifyReply, { retryAfterMs, ...problem }: Problem): FastifyReply {
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (retryAfterMs !== undefined)
    void reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1000)));
  // As text, so that a route's response schema doesn't filter the members.
  return reply.code(problem.status).type(problemContentType).send(JSON.stringify(problem));
}

const contextOf = (request: FastifyRequest) => ({
  requestId: request.id,
  language: preferredLanguage(request.headers['accept-language']),
});

/** The addresses that a route's URL stands for: `/parks/:code/units` → `/parks/<any>/units`. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^${parts.join('/')}/?$`);
}
