/** What a user name may look like, as a JSON Schema pattern: 2 to 40 of a–z, 0–9, dot, hyphen, underscore. */
export const usernamePattern = '^[a-z0-9][a-z0-9._-]{1,39}$';

/** The name that somebody typed, in the form in which names are kept: full width and capitals are forgiven. */
export const normalizeUsername = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();
