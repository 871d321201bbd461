import { unversioned } from '@yuanqu/events';
import { roles } from '@yuanqu/service-kit';
import { type TSchema, Type } from 'typebox';
import { channels } from '../domain/channel.ts';
import { languages } from '../domain/language.ts';
import { noticedEvents } from '../domain/noticed-events.ts';
import { severities } from '../domain/severity.ts';

export const SeveritySchema = Type.Enum([...severities], { description: 'How much it matters' });
export const ChannelSchema = Type.Enum([...channels], {
  description: 'in-app is the inbox and its live stream',
});
export const LanguageSchema = Type.Enum([...languages]);
export const RoleSchema = Type.Enum(
  roles.filter((role) => role !== 'operator-client'),
  { description: 'A role of people' },
);
export const EventTypeSchema = Type.Enum(
  noticedEvents.map(({ definition }) => unversioned(definition.type)),
  { description: 'CloudEvents type without its version' },
);
export const ParkSchema = Type.String({ minLength: 1, maxLength: 40, description: 'Park code' });
export const InstantSchema = Type.String({ format: 'date-time' });

/** A field that is always there and may hold nothing. */
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
