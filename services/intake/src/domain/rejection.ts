/** Why a line of the stream was not taken. It has left no trace and may be sent again. */
export interface Rejection {
  readonly outcome: 'rejected';
  readonly code: RejectionCode;
  /** What is wrong, where, and what to do. */
  readonly detail: string;
  /** The same line may be accepted later without any change. */
  readonly retryable?: true;
}

/** Every reason for which a line can be rejected; the README has them in both languages. */
export const rejectionCodes = [
  'intake.bad-json',
  'intake.bad-encoding',
  'intake.line-too-long',
  'intake.invalid-field',
  'intake.invalid-uscc',
  'intake.let-without-enterprise',
  'intake.observed-in-future',
  'intake.observed-too-long-ago',
  'intake.observed-before-unit',
  'intake.not-your-park',
  'intake.no-contract-at-that-time',
  'intake.unknown-unit',
  'intake.unit-retired',
  'intake.update-id-reused',
] as const;

export type RejectionCode = (typeof rejectionCodes)[number];

export const rejected = (code: RejectionCode, detail: string): Rejection => ({
  outcome: 'rejected',
  code,
  detail,
});

/** A rejection that time alone may lift. */
export const rejectedForNow = (code: RejectionCode, detail: string): Rejection => ({
  ...rejected(code, detail),
  retryable: true,
});

export const isRejection = (value: object): value is Rejection =>
  'outcome' in value && value.outcome === 'rejected';
