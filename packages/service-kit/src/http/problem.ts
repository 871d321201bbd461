import type { FieldError } from '@yuanqu/domain';
import { Type } from 'typebox';

/** An answer that says what went wrong, RFC 9457 with this platform's members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable, dotted, listed in the README of the service that gives it. */
  readonly code: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  /** Not sent as a member but as the header Retry-After. */
  readonly retryAfterMs?: number;
  readonly [extension: string]: unknown;
}

export const problemContentType = 'application/problem+json; charset=utf-8';

/** The schema of a problem, as every service's OpenAPI document shows it. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    requestId: Type.String(),
    errors: Type.Optional(
      Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() })),
    ),
  },
  { $id: 'Problem', additionalProperties: true },
);
