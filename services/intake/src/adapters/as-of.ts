/**
 * SQL that joins to a unit `u` what was known of it as `o`: its newest observation, or the newest up to the instant in
 * the parameter given. The index of `observation` answers the second with one look-up a unit.
 */
export const observedAsOf = (parameter: string | undefined): string =>
  parameter === undefined
    ? `CROSS JOIN LATERAL (SELECT u.status, u.uscc, u.observed_at) AS o`
    : `LEFT JOIN LATERAL (
         SELECT status, uscc, observed_at FROM observation
         WHERE unit = u.id AND observed_at <= ${parameter}::timestamptz
         ORDER BY observed_at DESC, update_id DESC, operator DESC LIMIT 1
       ) AS o ON true`;

/** SQL that holds for units `u` that existed at the instant in the parameter. */
export const existedAt = (parameter: string): string =>
  `u.since <= ${parameter}::timestamptz AND (u.retired_at IS NULL OR u.retired_at > ${parameter}::timestamptz)`;
