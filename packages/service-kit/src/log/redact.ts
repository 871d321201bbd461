// Field names in any spelling: case, `_` and `-` are ignored.
const credentials = names(
  'authorization proxyAuthorization cookie setCookie password passwd passphrase newPassword oldPassword currentPassword',
  'secret clientSecret token accessToken refreshToken idToken apiKey privateKey signature connectionString databaseUrl',
);
// Personal information in the sense of the Personal Information Protection Law.
const personal = names(
  'phone mobile telephone idNumber idCard email mail contactName personName fullName displayName',
  'legalPerson legalRepresentative bankAccount accountNumber homeAddress',
);

const maxDepth = 8;

/** A copy of what is to be logged without credentials and personal data, at any depth; class instances are left to their serializers. */
export const redact = (value: unknown): unknown =>
  without(value, (name) => credentials.has(name) || personal.has(name), 0);

/** A copy without credentials, for records that may hold personal data. */
export const withoutCredentials = (value: unknown): unknown =>
  without(value, (name) => credentials.has(name), 0);

/** A line of log without passwords in URLs and without tokens, wherever in it they stand. */
export const redactCredentials = (text: string): string =>
  mayHoldCredentials.test(text)
    ? text
        .replace(/(\w+:\/\/[^\s:/@"]*):[^\s/@"]+@/g, '$1:[redacted]@')
        .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]')
        .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[redacted]')
    : text;

const mayHoldCredentials = /:\/\/|bearer|basic|eyJ/i;

function without(value: unknown, isLeftOut: (name: string) => boolean, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => without(item, isLeftOut, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      isLeftOut(spelled(name)) ? '[redacted]' : without(field, isLeftOut, depth + 1),
    ]),
  );
}

function names(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(' ')).map(spelled));
}

function spelled(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
