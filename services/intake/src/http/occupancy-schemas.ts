import { Instant, OccupancyStatus, ParkCode, UnitCode, UsccText } from '@yuanqu/events';
import { Type } from 'typebox';

export const maxUpdatesPerRequest = 1_000;

const OccupancyUpdateSchema = Type.Object(
  {
    updateId: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'The sender’s own id; sending it again changes nothing',
    }),
    park: ParkCode,
    unit: UnitCode,
    status: OccupancyStatus,
    uscc: Type.Optional(UsccText),
    observedAt: Instant,
  },
  { title: 'OccupancyUpdate', description: 'What was observed of one unit' },
);

/** What is documented. Only the outer shape is enforced: each update is judged by itself, so that one bad line fails alone. */
export const OccupancyBody = Type.Union([
  OccupancyUpdateSchema,
  Type.Array(OccupancyUpdateSchema, { maxItems: maxUpdatesPerRequest }),
]);

const tally = {
  accepted: Type.Integer({ description: 'Now current' }),
  unchanged: Type.Integer({ description: 'Settled before with the same content' }),
  stale: Type.Integer({ description: 'A newer observation is known; kept in the history' }),
  rejected: Type.Integer({ description: 'Not taken; without any trace' }),
};

const reason = {
  code: Type.Optional(Type.String()),
  detail: Type.Optional(Type.String()),
  retryable: Type.Optional(Type.Boolean({ description: 'The same update may be accepted later' })),
};

export const OccupancyAnswer = Type.Object({
  ...tally,
  results: Type.Array(
    Type.Object({
      updateId: Type.Optional(Type.String()),
      outcome: Type.Union([
        Type.Literal('accepted'),
        Type.Literal('unchanged'),
        Type.Literal('stale'),
        Type.Literal('rejected'),
      ]),
      ...reason,
    }),
    { description: 'In the order of the updates' },
  ),
});

/** One line of a stream's answer: a commit, the end, or why it breaks off. */
export const StreamAnswerLine = Type.Union([
  Type.Object({
    through: Type.Integer({ description: 'The last line whose outcome is settled' }),
    ...tally,
    errors: Type.Array(
      Type.Object({ line: Type.Integer(), updateId: Type.Optional(Type.String()), ...reason }),
    ),
  }),
  Type.Object({ done: Type.Literal(true), through: Type.Integer(), ...tally }),
  Type.Object({
    error: Type.Object({
      code: Type.String(),
      detail: Type.String(),
      retryAfterMs: Type.Optional(Type.Integer()),
    }),
    through: Type.Integer(),
  }),
]);
