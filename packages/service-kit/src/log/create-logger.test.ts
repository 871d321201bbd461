import { AppError } from '@yuanqu/domain';
import type { Logger } from 'pino';
import { describe, expect, it } from 'vitest';
import { createLogger } from './create-logger.ts';

function logged(write: (log: Logger) => void): string {
  const lines: string[] = [];
  write(createLogger({ service: 'sample', level: 'trace' }, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

const secret = 'S3cr3t-value';

describe('createLogger', () => {
  it.each([
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'password',
    'client_secret',
    'clientSecret',
    'token',
    'refresh_token',
    'apiKey',
    'phone',
    'idNumber',
    'id_number',
    'email',
    'contactName',
    'bankAccount',
  ])('leaves out the value of %s at any depth', (name) => {
    const line = logged((log) =>
      log.info({ [name]: secret, deep: { list: [{ [name]: { inner: secret } }] } }, 'seen'),
    );
    expect(line).toContain('seen');
    expect(line).not.toContain(secret);
  });

  it.each([
    ['a password in a URL', `cannot reach postgres://user:${secret}@host/db`],
    ['a bearer token', `header was Bearer ${secret}`],
    ['a JSON web token', `got eyJhbGciOi.eyJzdWIi${secret}.${secret}`],
  ])('leaves out %s from the message, an error and its cause', (_, text) => {
    const line = logged((log) => log.error({ err: new Error(text, { cause: new Error(text) }) }, text));
    expect(line).toContain('[redacted]');
    expect(line).not.toContain(secret);
  });

  it('leaves out the rows that a database error quotes', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: `Key (phone)=(${secret}) already exists.`,
      where: secret,
      parameters: [secret],
    });
    const line = logged((log) => log.error({ err: error }, 'refused'));
    expect(JSON.parse(line)).toMatchObject({ err: { code: '23505', message: 'duplicate key' } });
    expect(line).not.toContain(secret);
  });

  it('shows an outcome with its code, kind, details and causes', () => {
    const error = new AppError(
      'sample.full',
      'conflict',
      'full',
      { password: secret, park: 'software' },
      new Error('why'),
    );
    const line = JSON.parse(logged((log) => log.warn({ err: error }, 'refused'))) as unknown;
    expect(line).toMatchObject({
      level: 'warn',
      service: 'sample',
      err: {
        code: 'sample.full',
        kind: 'conflict',
        details: { password: '[redacted]', park: 'software' },
        cause: { message: 'why' },
      },
    });
  });

  it('survives values that contain themselves', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(logged((log) => log.info({ loop }, 'round'))).toContain('too deep');
  });
});
