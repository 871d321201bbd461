import { AppError, type ErrorKind } from '@yuanqu/domain';
import { isDatabaseUnavailable, sqlStateOf } from '../database/sql-state.ts';
import type { Language } from './language.ts';
import type { Problem } from './problem.ts';
import { type StandardCode, standardProblems } from './standard-problems.ts';
import { fieldErrors } from './field-errors.ts';

/** The one place where an outcome becomes an HTTP status. */
const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
};

const titleOf: Readonly<Record<ErrorKind, StandardCode>> = {
  invalid: 'request.invalid',
  unauthenticated: 'auth.unauthenticated',
  forbidden: 'auth.forbidden',
  'not-found': 'request.not-found',
  conflict: 'request.conflict',
  'too-many': 'request.rate-limited',
  unavailable: 'service.unavailable',
};

export interface ProblemContext {
  readonly requestId: string;
  readonly language: Language;
}

/** The problem that an error amounts to: never a stack trace, never the text of an error that isn't meant for callers. */
export function toProblem(error: unknown, context: ProblemContext): Problem {
  if (error instanceof AppError) return fromAppError(error, context);
  if (isValidation(error)) {
    return {
      ...standardProblem('request.invalid', context),
      errors: fieldErrors(error.validation, error.validationContext),
    };
  }
  if (isDatabaseUnavailable(error))
    return { ...standardProblem('service.database-unavailable', context), retryAfterMs: 2_000 };
  return standardProblem(codeOfDatabaseRefusal(error) ?? codeOfFastifyError(error), context);
}

/** One of the chassis' own problems, in the caller's language. */
export function standardProblem(
  code: StandardCode,
  { requestId, language }: ProblemContext,
  details: Readonly<Record<string, unknown>> = {},
): Problem {
  const { status, title, detail } = standardProblems[code];
  const text = filled(detail[language], details);
  return { type: 'about:blank', title: title[language], status, detail: text, code, requestId };
}

/** A part in brackets is left out unless what it speaks of is known: `[; it is at "{revision}" now]`. */
const filled = (text: string, details: Readonly<Record<string, unknown>>): string =>
  text.replace(/\[([^\]]*)\{(\w+)\}([^\]]*)\]/g, (_, before: string, name: string, after: string) => {
    const known = details[name];
    return typeof known === 'number' || typeof known === 'string' ? `${before}${known}${after}` : '';
  });

function fromAppError({ code, kind, message, details }: AppError, context: ProblemContext): Problem {
  if (code in standardProblems)
    return { ...details, ...standardProblem(code as StandardCode, context, details) };
  const title = standardProblems[titleOf[kind]].title[context.language];
  return {
    ...details,
    type: 'about:blank',
    title,
    status: statusOf[kind],
    detail: message,
    code,
    requestId: context.requestId,
  };
}

interface ValidationFailure {
  readonly validation: Parameters<typeof fieldErrors>[0];
  readonly validationContext?: string;
}

const isValidation = (error: unknown): error is ValidationFailure =>
  typeof error === 'object' &&
  error !== null &&
  Array.isArray((error as { validation?: unknown }).validation);

/** What the database refused because of the values in the request: data exceptions (22) and constraints (23). */
function codeOfDatabaseRefusal(error: unknown): StandardCode | undefined {
  const state = sqlStateOf(error);
  if (state?.startsWith('22')) return 'request.invalid-value';
  if (state?.startsWith('23')) return 'request.conflict';
  const prismaCode = (error as { code?: unknown } | null)?.code;
  if (prismaCode === 'P2002' || prismaCode === 'P2003') return 'request.conflict';
  return prismaCode === 'P2025' ? 'request.not-found' : undefined;
}

const byFastifyCode: Readonly<Record<string, StandardCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed-json',
  FST_ERR_BAD_URL: 'request.malformed',
  FST_ERR_NOT_FOUND: 'request.not-found',
};

function codeOfFastifyError(error: unknown): StandardCode {
  const { code, statusCode } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  const known = typeof code === 'string' ? byFastifyCode[code] : undefined;
  if (known) return known;
  const status = typeof statusCode === 'number' ? statusCode : 500;
  if (status === 429) return 'request.rate-limited';
  if (status === 408) return 'request.timeout';
  return status >= 400 && status < 500 ? 'request.malformed' : 'service.internal';
}
