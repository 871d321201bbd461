import { type EventDefinition, Instant } from '@yuanqu/events';
import { type SchemaKind, templateFormats } from './template-formats.ts';
import { parseTemplate, type TemplateFault, type TemplatePart } from './template-syntax.ts';

/** What a template may use besides the event's own fields. */
export const extraVariables: Readonly<Record<string, unknown>> = {
  parkNames: { type: 'string' },
  severity: { type: 'string' },
  occurredAt: { type: 'string', format: 'date-time' },
};

/** Whether every variable of the template is a field of the event, written in a format that suits it. */
export function checkTemplate(text: string, { data }: EventDefinition): readonly TemplateFault[] {
  const { parts, faults } = parseTemplate(text);
  const root = { type: 'object', properties: { ...propertiesOf(data), ...extraVariables } };
  return [...faults, ...parts.flatMap((part) => checkPart(part, root))];
}

/** The names that a template of this event may use, for people who write one. */
export const variablesOf = ({ data }: EventDefinition): readonly string[] => [
  ...Object.keys(propertiesOf(data)),
  ...Object.keys(extraVariables),
];

type Schema = Readonly<Record<string, unknown>>;

const propertiesOf = (schema: unknown): Record<string, Schema> =>
  ((schema as Schema)['properties'] as Record<string, Schema> | undefined) ?? {};

function checkPart(part: TemplatePart, root: Schema): readonly TemplateFault[] {
  if (part.kind === 'text') return [];
  const name = part.path.join('.');
  const schema = part.path.reduce<Schema | undefined>(fieldSchema, root);
  if (!schema) {
    const known = Object.keys(propertiesOf(root)).join(', ');
    return [
      {
        code: 'template.unknown-variable',
        detail: `{{${name}}} is not a field of the event, which has: ${known}`,
      },
    ];
  }
  const format = templateFormats[part.format ?? 'plain'];
  if (format?.accepts.includes(kindOf(schema))) return [];
  const suitable = Object.keys(templateFormats).filter((key) =>
    templateFormats[key]?.accepts.includes(kindOf(schema)),
  );
  const advice = suitable.length > 0 ? `use one of: ${suitable.join(', ')}` : 'name one of its fields';
  return [
    {
      code: 'template.unsuitable-format',
      detail: `{{${name}}} cannot be written as ${part.format ?? 'plain'} text; ${advice}`,
    },
  ];
}

/** The schema of a field, or of an element when the name is a number. */
function fieldSchema(schema: Schema | undefined, name: string): Schema | undefined {
  if (schema?.['type'] === 'array') return /^\d+$/.test(name) ? (schema['items'] as Schema) : undefined;
  const properties = propertiesOf(schema ?? {});
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function kindOf(schema: Schema): SchemaKind {
  const { type, pattern, format, items, enum: values } = schema as Record<string, unknown>;
  const isText =
    type === 'string' || (Array.isArray(values) && values.every((value) => typeof value === 'string'));
  if (isText) return format === 'date-time' || pattern === instantPattern ? 'instant' : 'string';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'boolean') return 'boolean';
  if (type === 'array') return (items as Schema)['type'] === 'string' ? 'strings' : 'other';
  return 'other';
}

const instantPattern = (Instant as unknown as Schema)['pattern'];
