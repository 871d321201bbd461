import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { CommonSettings } from './common-settings.ts';
import { readSettings } from './read-settings.ts';
import { SettingsError } from './settings-error.ts';

const Schema = Type.Object({
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65535, description: 'the port to listen on' }),
  RATE: Type.Number({ default: 0.5 }),
  DEMO: Type.Boolean({ default: false }),
  BUS: Type.Optional(Type.Union([Type.Literal('embedded'), Type.Literal('kafka')])),
  BROKERS: Type.Array(Type.String(), { default: [] }),
  PASSWORD: Type.Optional(Type.String({ minLength: 8, secret: true })),
});

const messageFor = (env: Record<string, string>): string => {
  try {
    readSettings(Schema, env);
    return 'accepted';
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
};

describe('readSettings', () => {
  it('takes defaults for what is absent or empty', () => {
    expect(readSettings(Schema, { PORT: '', RATE: ' ' })).toEqual({
      PORT: 8080,
      RATE: 0.5,
      DEMO: false,
      BROKERS: [],
    });
  });

  it('turns texts into the types of the schema', () => {
    const env = {
      PORT: '0',
      RATE: '-1.25',
      DEMO: 'true',
      BUS: 'kafka',
      BROKERS: 'a:1, b:2',
      OTHER: 'ignored',
    };
    expect(readSettings(Schema, env)).toEqual({
      PORT: 0,
      RATE: -1.25,
      DEMO: true,
      BUS: 'kafka',
      BROKERS: ['a:1', 'b:2'],
    });
  });

  it.each([
    [
      'PORT',
      'eighty',
      'PORT has a wrong value "eighty"; set it to: the port to listen on (integer, at least 0, at most 65535)',
    ],
    ['PORT', '0x10', 'PORT has a wrong value "0x10"'],
    ['PORT', '80.5', 'PORT has a wrong value "80.5"'],
    ['PORT', '70000', 'PORT has a wrong value "70000"'],
    ['DEMO', 'yes', 'DEMO has a wrong value "yes"; set it to: true or false'],
    ['BUS', 'rabbit', 'BUS has a wrong value "rabbit"; set it to: embedded or kafka'],
  ])('refuses %s=%s and says what to set', (name, value, message) => {
    expect(messageFor({ [name]: value })).toContain(message);
  });

  it('says it in Chinese first', () => {
    expect(messageFor({ PORT: 'eighty' })).toMatch(
      /PORT 的值“eighty”不对，应为：整数，不小于 0，不大于 65535\n {2}PORT has/,
    );
    expect(messageFor({ PASSWORD: 'hunter2' })).toContain('PASSWORD 的值不对，应为：文字，不少于 8 个字符');
  });

  it('names every faulty variable at once', () => {
    expect(messageFor({ PORT: 'x', DEMO: 'y' })).toMatch(/PORT[^]*DEMO/);
  });

  it('never shows a secret', () => {
    const message = messageFor({ PASSWORD: 'hunter2' });
    expect(message).toContain('PASSWORD has a wrong value; set it to: string, 8 characters or more');
    expect(message).not.toContain('hunter2');
  });

  it('names a required variable that is not set', () => {
    expect(() => readSettings(Type.Object({ KEY: Type.String() }), {})).toThrow('KEY is not set');
  });

  it('starts on the common settings with nothing set', () => {
    expect(readSettings(CommonSettings, {})).toMatchObject({ YUANQU_HOST: '127.0.0.1', YUANQU_DEMO: false });
  });
});
