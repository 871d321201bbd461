/** What kind of outcome an error is; one place in service-kit maps it to an HTTP status. */
export type ErrorKind =
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'forbidden'
  | 'unauthenticated'
  | 'too-many'
  | 'unavailable';

/** One faulty field of an input: where (JSON pointer), a stable code and a sentence. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

export interface AppErrorDetails {
  readonly errors?: readonly FieldError[];
  readonly retryAfterMs?: number;
  readonly [name: string]: unknown;
}

/**
 * An outcome that a caller must deal with. `code` is stable, dotted and listed in the owner's README
 * (`intake.unknown-unit`); `message` says what is wrong, where, and what to do.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: AppErrorDetails;

  constructor(
    code: string,
    kind: ErrorKind,
    message: string,
    details: AppErrorDetails = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.kind = kind;
    this.details = details;
  }
}
