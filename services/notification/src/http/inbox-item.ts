import { type Static, Type } from 'typebox';
import type { Asked, InboxMessage } from '../domain/inbox-message.ts';
import type { Language } from '../domain/language.ts';
import { InstantSchema, LanguageSchema, orNull, SeveritySchema } from './schemas.ts';

/** A message as inbox and stream show it. */
export const InboxItem = Type.Object({
  id: Type.String({ description: 'Its number in your inbox; later messages have higher ones' }),
  eventId: Type.String(),
  eventType: Type.String({ description: 'CloudEvents type without its version' }),
  severity: SeveritySchema,
  parks: Type.Array(Type.String(), { description: 'Empty: the whole district' }),
  subject: Type.String({ description: 'What it is about: the id of the event’s aggregate' }),
  title: Type.String(),
  body: Type.String(),
  language: LanguageSchema,
  occurredAt: InstantSchema,
  receivedAt: InstantSchema,
  readAt: orNull(InstantSchema),
  acknowledgedAt: orNull(InstantSchema),
  onBehalfOf: Type.Array(Type.String(), { description: 'The names of those for whom you stand in' }),
  toAcknowledge: orNull(
    Type.Object(
      {
        state: Type.Enum(['open', 'acknowledged', 'done']),
        role: Type.String({ description: 'Whose turn it is' }),
        owner: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
        dueAt: Type.String({
          format: 'date-time',
          description: 'Until when to acknowledge; once that is done, until when to do it',
        }),
        staysUntilDone: Type.Boolean({
          description: 'An acknowledgement alone does not take it off the list',
        }),
      },
      { description: 'Null: nobody has to acknowledge it' },
    ),
  ),
});

const toAcknowledge = ({ role, owner, dueAt, acknowledgedAt, doneAt, isMatter }: Asked) => ({
  state: doneAt ? ('done' as const) : acknowledgedAt ? ('acknowledged' as const) : ('open' as const),
  role,
  owner,
  dueAt: dueAt.toISOString(),
  staysUntilDone: isMatter,
});

/** In the language of its owner unless another is asked for. */
export function toInboxItem(
  message: InboxMessage,
  language: Language = message.language,
): Static<typeof InboxItem> {
  return {
    id: String(message.number),
    eventId: message.eventId,
    eventType: message.eventType,
    severity: message.severity,
    parks: [...message.parks],
    subject: message.subject,
    ...message.wording[language],
    language,
    occurredAt: message.occurredAt.toISOString(),
    receivedAt: message.receivedAt.toISOString(),
    readAt: message.readAt?.toISOString() ?? null,
    acknowledgedAt: message.acknowledgedAt?.toISOString() ?? null,
    onBehalfOf: [...message.onBehalfOf],
    toAcknowledge: message.asked && toAcknowledge(message.asked),
  };
}
