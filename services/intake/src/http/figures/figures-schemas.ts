import { InstantSchema, MoneyFenSchema } from '@yuanqu/domain';
import { MonthText, ParkCode } from '@yuanqu/events';
import { type TSchema, Type } from 'typebox';
import { figureStages } from '../../domain/figures/figures.ts';

const Fen = Type.Refine(
  MoneyFenSchema,
  (fen) => {
    const amount = BigInt(fen);
    return amount < 2n ** 63n && amount >= -(2n ** 63n);
  },
  () => 'must be an amount in fen that fits 63 bits',
);
const FenOfAtLeast0 = Type.Refine(
  Fen,
  (fen) => !fen.startsWith('-'),
  () => 'must be an amount in fen of at least 0',
);

const amounts = {
  outputFen: Type.Optional(FenOfAtLeast0),
  revenueFen: Type.Optional(FenOfAtLeast0),
  taxFen: Type.Optional(Fen),
  staff: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 99_999_999, description: 'Persons at the month’s end' }),
  ),
};

const OrNull = <Amount extends TSchema>(amount: Amount) =>
  Type.Optional(Type.Union([amount, Type.Null({ description: 'Not known any more' })]));
const amountsOrNull = {
  outputFen: OrNull(FenOfAtLeast0),
  revenueFen: OrNull(FenOfAtLeast0),
  taxFen: OrNull(Fen),
  staff: OrNull(amounts.staff),
};

const stageAndSource = {
  stage: Type.Enum([...figureStages]),
  source: Type.String({
    minLength: 1,
    maxLength: 80,
    pattern: '\\S',
    description: 'Where they come from: the enterprise, the tax office',
  }),
};

const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });

export const ReportBody = Type.Object(
  {
    ...stageAndSource,
    ...amountsOrNull,
    reason: Type.Optional(Reason),
  },
  { additionalProperties: false },
);

export const CorrectionBody = Type.Object(
  { ...stageAndSource, ...amountsOrNull, reason: Reason },
  { additionalProperties: false },
);

export const ReportAnswer = Type.Object({
  outcome: Type.Enum(['created', 'changed', 'unchanged']),
  version: Type.Optional(Type.Integer({ description: 'The version that it made; also the ETag' })),
});

const FiguresVersion = Type.Object({
  version: Type.Integer({ minimum: 1, description: 'For If-Match' }),
  ...stageAndSource,
  ...amounts,
  reason: Type.Optional(Type.String()),
  enteredBy: Type.String(),
  enteredAt: InstantSchema,
});

export const FiguresItem = Type.Object({
  park: ParkCode,
  month: MonthText,
  current: FiguresVersion,
  earlier: Type.Array(FiguresVersion, { description: 'What it was before, newest first' }),
});
