import { type Static, type TObject, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { fromText, keywordOf } from '../schema/from-text.ts';
import { type Environment, SettingsError, type FaultySetting } from './settings-error.ts';

/**
 * The settings that a schema describes, read from the environment: keys are variable names, texts are turned into the
 * schema's types, absent and empty variables get the schema's defaults. Throws a SettingsError that names every faulty
 * variable at once, what is wrong with it and what to set; values of `secret: true` are never shown.
 */
export function readSettings<S extends TObject>(schema: S, env: Environment): Static<S> {
  const faults: FaultySetting[] = [];
  const settings: Record<string, unknown> = {};
  const required: readonly string[] = schema.required;
  for (const [name, property] of Object.entries<TSchema>(schema.properties)) {
    const text = env[name]?.trim();
    const value =
      text === undefined || text === '' ? keywordOf(property, 'default') : valueOf(property, text);
    if (value === undefined) {
      if (required.includes(name))
        faults.push({
          name,
          zh: `未设置，应为：${wantedInChinese(property)}`,
          problem: 'is not set',
          wanted: wantedBy(property),
        });
    } else if (Value.Check(property, value)) {
      settings[name] = value;
    } else {
      const shown = isSecret(property) ? undefined : (text ?? String(value));
      faults.push({
        name,
        zh: `的值${shown === undefined ? '' : `“${shown}”`}不对，应为：${wantedInChinese(property)}`,
        problem: `has a wrong value${shown === undefined ? '' : ` "${shown}"`}`,
        wanted: wantedBy(property),
      });
    }
  }
  if (faults.length > 0) throw new SettingsError(faults);
  return settings as Static<S>;
}

const isSecret = (schema: TSchema): boolean => keywordOf(schema, 'secret') === true;

/** Lists are separated by commas. */
function valueOf(schema: TSchema, text: string): unknown {
  if (keywordOf(schema, 'type') !== 'array') return fromText(schema, text);
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A sentence part on what to set: the schema's description if it has one, and what its type allows. */
function wantedBy(schema: TSchema): string {
  const { description, type, format, anyOf, minimum, maximum, minLength } = schema as unknown as Described;
  const choices = anyOf?.map((choice) => choice.const).join(' or ');
  const allowed = [
    choices ?? (type === 'boolean' ? 'true or false' : (format ?? type ?? 'a value')),
    minimum === undefined ? undefined : `at least ${minimum}`,
    maximum === undefined ? undefined : `at most ${maximum}`,
    minLength === undefined ? undefined : `${minLength} characters or more`,
  ];
  const limits = allowed.filter((part) => part !== undefined).join(', ');
  return description === undefined ? limits : `${description} (${limits})`;
}

/** The same in Chinese: the schema's keyword `zh` if it has one, and what its type allows. */
function wantedInChinese(schema: TSchema): string {
  const { zh, type, format, anyOf, minimum, maximum, minLength } = schema as unknown as Described;
  const choices = anyOf?.map((choice) => choice.const).join(' 或 ');
  const kind = format === 'uri' ? '网址' : (chineseTypes[type ?? ''] ?? '正确的值');
  return [
    zh,
    choices ?? kind,
    minimum === undefined ? undefined : `不小于 ${minimum}`,
    maximum === undefined ? undefined : `不大于 ${maximum}`,
    minLength === undefined ? undefined : `不少于 ${minLength} 个字符`,
  ]
    .filter((part) => part !== undefined)
    .join('，');
}

const chineseTypes: Readonly<Record<string, string>> = {
  integer: '整数',
  number: '数字',
  boolean: 'true 或 false',
  string: '文字',
  array: '一项或多项，以逗号分隔',
};

interface Described {
  readonly zh?: string;
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly anyOf?: readonly { readonly const?: string }[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}
