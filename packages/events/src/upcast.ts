import { type DataOf, type EventDefinition, type RecordedEvent, unversioned, versionOf } from './envelope.ts';

/**
 * Declares how an event of one version reads in the next. A consumer lists both versions as wanted and maps its events
 * through the result, which leaves those of the new version as they are; two steps compose from v1 to v3.
 * Throws when the two are not neighbouring versions of one type: that is a bug.
 */
export function defineUpcast<From extends EventDefinition, To extends EventDefinition>(
  from: From,
  to: To,
  data: (data: DataOf<From>) => DataOf<To>,
): (event: RecordedEvent<From> | RecordedEvent<To>) => RecordedEvent<To> {
  if (unversioned(from.type) !== unversioned(to.type) || versionOf(from.type) + 1 !== versionOf(to.type))
    throw new Error(`${to.type} is not the version after ${from.type}`);
  return (event) =>
    event.type === from.type
      ? { ...(event as RecordedEvent<From>), type: to.type, data: data((event as RecordedEvent<From>).data) }
      : (event as RecordedEvent<To>);
}
