/**
 * Field names whose values never reach a log, at any depth and in any spelling (case, `_`, `-` ignored):
 * credentials, and personal data in the sense of the Personal Information Protection Law (names of people, phones, ID numbers, mail).
 */
const secretNames = new Set(
  [
    [
      'authorization',
      'proxyauthorization',
      'cookie',
      'setcookie',
      'password',
      'passwd',
      'passphrase',
      'secret',
      'clientsecret',
    ],
    [
      'token',
      'accesstoken',
      'refreshtoken',
      'idtoken',
      'apikey',
      'privatekey',
      'signature',
      'connectionstring',
      'databaseurl',
    ],
    [
      'phone',
      'mobile',
      'telephone',
      'idnumber',
      'idcard',
      'email',
      'mail',
      'address',
      'contactname',
      'personname',
      'fullname',
    ],
    ['legalperson', 'legalrepresentative', 'bankaccount', 'accountnumber'],
  ].flat(),
);

const maxDepth = 8;

/** A copy of what is to be logged with secret and personal fields replaced; class instances are left to their serializers. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      isSecretName(name) ? '[redacted]' : redact(field, depth + 1),
    ]),
  );
}

/** A line of log without passwords in URLs and without tokens, wherever in it they stand. */
export const redactCredentials = (text: string): string =>
  mayHoldCredentials.test(text)
    ? text
        .replace(/(\w+:\/\/[^\s:/@]*):[^\s/@]+@/g, '$1:[redacted]@')
        .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [redacted]')
        .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[redacted]')
    : text;

const mayHoldCredentials = /:\/\/|bearer|basic|eyJ/i;

const isSecretName = (name: string): boolean => secretNames.has(name.replace(/[-_]/g, '').toLowerCase());

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
