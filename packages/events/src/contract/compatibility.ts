import { unversioned, versionOf } from '../envelope.ts';
import type { JsonSchema } from './json-schema.ts';
import { type SchemaChange, schemaChanges } from './schema-changes.ts';

/** A change that somebody who reads or has written events of this type would trip over. */
export interface BreakingChange {
  readonly type: string;
  /** Where: `data.subParks[].code`; empty for the event as a whole. */
  readonly field: string;
  readonly what: string;
  readonly remedy: string;
}

/**
 * What breaks between the committed contract of an event type and the present one (undefined: it has gone). Within a
 * version only new optional fields are let pass: logs hold old events for consumers of today, and while a release
 * is rolled out consumers of yesterday read new ones.
 */
export function breakingChanges(
  type: string,
  committed: JsonSchema,
  present: JsonSchema | undefined,
): readonly BreakingChange[] {
  if (!present) return [{ type, field: '', what: 'has gone from the catalogue', remedy: keepIt(type) }];
  const inMessage = schemaChanges(committed, present).map((change) => ({
    type,
    field: change.field,
    what: change.what,
    remedy: remedyFor(type, change),
  }));
  return [...changedPartitions(type, committed['x-partitions'], present['x-partitions']), ...inMessage];
}

/** One line for people: which event, which field, what happened, what to do. */
export const explainBreak = ({ type, field, what, remedy }: BreakingChange): string =>
  `${type}${field ? `: ${field}` : ''} ${what}. ${remedy}`;

function remedyFor(type: string, { mayBecomeOptional }: SchemaChange): string {
  const next = `${unversioned(type)}.v${versionOf(type) + 1}`;
  const newVersion = `publish ${next} beside it, with an upcaster (defineUpcast) for consumers.`;
  return mayBecomeOptional ? `Make it optional, or ${newVersion}` : `Put it back, or ${newVersion}`;
}

const changedPartitions = (type: string, before: unknown, after: unknown): readonly BreakingChange[] =>
  before === after
    ? []
    : [
        {
          type,
          field: '',
          what: `lies in ${String(after)} partitions instead of ${String(before)}`,
          remedy:
            'Put it back: keys would move to other partitions and lose their order; the number is fixed for the life of a topic.',
        },
      ];

const keepIt = (type: string): string =>
  `Put it back: logs still hold it. Once no log does, and no consumer wants it, delete contracts/${type}.json in a change of its own.`;
