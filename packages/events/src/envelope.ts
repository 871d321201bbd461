import { newId } from '@yuanqu/domain';
import type { Static, TSchema } from 'typebox';

/** The contract of one event type in one version. Made by `defineEvent`, listed in the catalogue. */
export interface EventDefinition<Type extends string = string, Data extends TSchema = TSchema> {
  /** CloudEvents type: `cn.yuanqu.<service>.<aggregate>.<past-tense>.v<n>`. */
  readonly type: Type;
  readonly topic: string;
  readonly source: string;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly data: Data;
}

export type DataOf<D> = D extends EventDefinition<string, infer Data> ? Static<Data> : never;

/** Where an event stands in its chain: which request it belongs to, what it was caused by. */
export interface EventContext {
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly traceparent?: string;
}

/** An event that has been decided but not yet committed: it has no place in the log yet. */
export interface NewEvent<D extends EventDefinition = EventDefinition> {
  readonly definition: D;
  readonly id: string;
  readonly subject: string;
  /** The aggregate's revision after this event; 1 is its first. */
  readonly revision: number;
  readonly time: Date;
  readonly data: DataOf<D>;
  readonly context: EventContext;
}

/** A committed event as a consumer sees it: the data and its place in the log. */
export interface RecordedEvent<D extends EventDefinition = EventDefinition> {
  readonly type: D['type'];
  readonly id: string;
  readonly subject: string;
  readonly revision: number;
  readonly time: Date;
  readonly data: DataOf<D>;
  readonly context: EventContext;
  readonly topic: string;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: bigint;
}

/** A union of recorded events that can be narrowed by `type`. */
export type RecordedEventOf<D extends EventDefinition> = D extends EventDefinition ? RecordedEvent<D> : never;

const typePattern = /^cn\.yuanqu\.([a-z]+)\.([a-z-]+)\.([a-z-]+)\.v([1-9]\d*)$/;

/** Declares an event; topic and source follow from the type. Throws on a type of another shape: that is a bug. */
export function defineEvent<const Type extends string, Data extends TSchema>(
  definition: Pick<EventDefinition<Type, Data>, 'type' | 'summary' | 'data'>,
): EventDefinition<Type, Data> {
  const match = typePattern.exec(definition.type);
  if (!match)
    throw new Error(`event type ${definition.type} is not cn.yuanqu.<service>.<aggregate>.<past-tense>.v<n>`);
  return { ...definition, topic: `yuanqu.${match[1]}.${match[2]}`, source: `/${match[1]}` };
}

/** The type without its version: what a consumer compares to tell a new version from another event. */
export const unversioned = (type: string): string => type.replace(/\.v\d+$/, '');

/** The version of a type: 2 of `….v2`. */
export const versionOf = (type: string): number => Number(type.slice(type.lastIndexOf('.v') + 2));

/** Makes an event ready for the outbox. */
export const newEvent = <D extends EventDefinition>(
  definition: D,
  event: {
    subject: string;
    revision: number;
    time: Date;
    data: DataOf<D>;
    id?: string;
    context?: EventContext;
  },
): NewEvent<D> => ({ definition, id: event.id ?? newId(), context: {}, ...event });
