import { describe, expect, it } from 'vitest';
import { parseForm } from './form-body.ts';

describe('a form', () => {
  it('is read with its escapes', () => {
    expect(parseForm('grant_type=refresh_token&refresh_token=a%2Bb+c')).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'a+b c',
    });
  });

  it('takes a parameter without a value as absent', () => {
    expect(parseForm('grant_type=client_credentials&scope=&client_id')).toEqual({
      grant_type: 'client_credentials',
    });
  });

  it.each(['grant_type=a&grant_type=b', 'grant_type=a&grant_type=', 'grant_type=a%00'])(
    'refuses %s',
    (text) => {
      expect(parseForm(text)).toMatchObject({ code: 'token.invalid-request', kind: 'invalid' });
    },
  );

  it('cannot set what is not its own', () => {
    expect(Object.getPrototypeOf(parseForm('__proto__=x'))).toBe(Object.prototype);
  });
});
