import { AppError } from '@yuanqu/domain';
import type { FastifyInstance } from 'fastify';

/**
 * Reads `application/x-www-form-urlencoded` as OAuth wants it (RFC 6749 §3.1): a parameter without a value counts as
 * absent, one that comes twice is an error.
 */
export function registerFormBody(app: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 16 * 1024 },
    (_request, text, done) => {
      const parsed = parseForm(text.toString());
      if (parsed instanceof AppError) done(parsed);
      else done(null, parsed);
    },
  );
}

/** Error: `token.invalid-request`. */
export function parseForm(text: string): Readonly<Record<string, string>> | AppError {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (fields.has(name))
      return new AppError(
        'token.invalid-request',
        'invalid',
        `The parameter ${name.slice(0, 40)} comes twice.`,
      );
    if (value.includes('\0'))
      return new AppError('token.invalid-request', 'invalid', 'A parameter holds a NUL character.');
    if (value !== '') fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
