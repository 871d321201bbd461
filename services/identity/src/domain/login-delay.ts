const seconds = 1_000;

/**
 * How long a name is blocked after its n-th failed login in a row (index n − 1; the last goes on): four are free, then
 * the wait doubles from half a minute to a quarter of an hour. At most about a hundred guesses a day.
 */
export const blockAfterFailureMs: readonly number[] = [
  0,
  0,
  0,
  0,
  30 * seconds,
  60 * seconds,
  120 * seconds,
  240 * seconds,
  480 * seconds,
  900 * seconds,
];

/** Failures are forgotten when none came for a day. */
export const forgetFailuresAfterMs = 24 * 3600 * seconds;
