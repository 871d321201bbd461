import { type Static, Type } from 'typebox';
import { historySentence } from '../../domain/acknowledgement/history-sentence.ts';
import { type HistoryLine, lineKinds, type Obligation } from '../../domain/acknowledgement/obligation.ts';
import { InstantSchema, orNull, SeveritySchema } from '../schemas.ts';

const InBoth = Type.Object({ zh: Type.String(), en: Type.String() });

const Owner = Type.Object({ id: Type.String(), username: Type.String(), name: Type.String() });

const Line = Type.Object({
  at: InstantSchema,
  kind: Type.Enum([...lineKinds]),
  role: Type.String(),
  person: orNull(Owner),
  dueAt: orNull(InstantSchema),
  sentence: InBoth,
});

/** A matter on the list: whose turn it is, until when, and what happened last. */
export const SupervisedItem = Type.Object({
  id: Type.String({ description: 'The event’s id' }),
  eventType: Type.String(),
  severity: SeveritySchema,
  parks: Type.Array(Type.String(), { description: 'Empty: the whole district' }),
  title: InBoth,
  role: Type.String({ description: 'Whose turn it is' }),
  owner: orNull(Owner),
  step: Type.Integer({ description: '0: who was told first' }),
  nextRole: orNull(Type.String({ description: 'Who hears of it next' })),
  matter: orNull(
    Type.Object(
      { kind: Type.String(), id: Type.String(), dueAt: orNull(InstantSchema) },
      { description: 'What has to be done; null: an acknowledgement settles it' },
    ),
  ),
  firstDueAt: InstantSchema,
  dueAt: Type.String({
    format: 'date-time',
    description: 'When the present owner has to acknowledge; once they have, when it has to be done',
  }),
  overdue: Type.Boolean({ description: 'It is late, or was done late' }),
  overdueSince: InstantSchema,
  openedAt: InstantSchema,
  acknowledgedAt: orNull(InstantSchema),
  doneAt: orNull(InstantSchema),
  lastLine: Line,
});

export const SupervisedWithHistory = Type.Object({
  ...SupervisedItem.properties,
  history: Type.Array(Line, { description: 'Oldest first' }),
});

const toLine = (line: HistoryLine): Static<typeof Line> => ({
  at: line.at.toISOString(),
  kind: line.kind,
  role: line.role,
  person: line.person,
  dueAt: line.dueAt?.toISOString() ?? null,
  sentence: historySentence(line),
});

export const toSupervised = (obligation: Obligation, at: Date): Static<typeof SupervisedItem> => ({
  id: obligation.eventId,
  eventType: obligation.eventType,
  severity: obligation.severity,
  parks: [...obligation.parks],
  title: obligation.title,
  role: obligation.role,
  owner: obligation.owner,
  step: obligation.step,
  nextRole: obligation.steps[obligation.step]?.role ?? null,
  matter: obligation.matter && {
    ...obligation.matter,
    dueAt: obligation.matter.dueAt?.toISOString() ?? null,
  },
  firstDueAt: obligation.firstDueAt.toISOString(),
  dueAt: obligation.dueAt.toISOString(),
  overdue: isLate(obligation, at),
  overdueSince: obligation.overdueSince.toISOString(),
  openedAt: obligation.openedAt.toISOString(),
  acknowledgedAt: obligation.acknowledgedAt?.toISOString() ?? null,
  doneAt: obligation.doneAt?.toISOString() ?? null,
  lastLine: toLine(obligation.lastLine),
});

const isLate = ({ matter, overdueSince, acknowledgedAt, doneAt }: Obligation, at: Date): boolean =>
  overdueSince <= (doneAt ?? (matter?.dueAt ? null : acknowledgedAt) ?? at);

export const toSupervisedWithHistory = (
  { obligation, history }: { readonly obligation: Obligation; readonly history: readonly HistoryLine[] },
  at: Date,
): Static<typeof SupervisedWithHistory> => ({
  ...toSupervised(obligation, at),
  history: history.map(toLine),
});
