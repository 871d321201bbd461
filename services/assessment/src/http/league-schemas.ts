import { InstantSchema, MonthSchema, UuidSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { Type } from 'typebox';
import { IndicatorCode, RuleDefinition } from '../domain/scoring-rule.ts';

const Sentence = Type.Object({ zh: Type.String(), en: Type.String() });
const Points = Type.Number({ description: 'Points of 100, two decimals' });
const Share = Type.Optional(Type.Number());
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });

const IndicatorSchema = Type.Object({
  code: IndicatorCode,
  name: Sentence,
  maxPoints: Points,
  points: Points,
  measure: Type.Optional(
    Type.Number({
      description: 'Share of one; absent when there was nothing to measure, its weight goes to the others',
    }),
  ),
  sentence: Sentence,
});

const InputsSchema = Type.Object({
  occupancy: Share,
  letM2Days: Type.Number(),
  lettableM2Days: Type.Number(),
  previousOccupancy: Share,
  previousFrozenVersion: Type.Optional(Type.Integer()),
  letM2AtEnd: Type.Number(),
  leadingLetM2AtEnd: Type.Number(),
  leadingIndustries: Type.Array(Type.String()),
  units: Type.Integer(),
  freshUnits: Type.Integer(),
});

const RowSchema = Type.Object({
  park: ParkCode,
  name: Type.String(),
  rank: Type.Optional(Type.Integer({ description: 'Equal scores share a rank' })),
  standing: Type.Union([Type.Literal('ranked'), Type.Literal('grace'), Type.Literal('not-assessed')]),
  score: Points,
  uncapped: Points,
  cappedBy: Type.Optional(IndicatorCode),
  explanation: Sentence,
  indicators: Type.Array(IndicatorSchema),
  inputs: InputsSchema,
  correction: Type.Optional(
    Type.Object(
      { lateArrivals: Type.Integer(), score: Points, change: Points, occupancy: Share },
      { description: 'What it would be with the events that came after the month was closed' },
    ),
  ),
  links: Type.Object({ occupancy: Type.String() }),
});

const frozenFields = {
  version: Type.Integer(),
  sha256: Sha256,
  closedAt: InstantSchema,
  publishedAt: Type.Optional(InstantSchema),
};

export const LeagueTableSchema = Type.Object({
  month: MonthSchema,
  state: Type.Union([Type.Literal('preliminary'), Type.Literal('closed'), Type.Literal('published')]),
  upTo: InstantSchema,
  ...Type.Partial(Type.Object(frozenFields)).properties,
  closedBy: Type.Optional(Type.String({ description: 'For those who may read figures' })),
  reopened: Type.Optional(
    Type.Boolean({ description: 'The month was opened again since: a newer version is in the making' }),
  ),
  rule: Type.Object({ version: Type.String(), effectiveFrom: MonthSchema, definition: RuleDefinition }),
  rows: Type.Array(RowSchema),
});

export const TableHeadSchema = Type.Object({
  month: MonthSchema,
  ...frozenFields,
  ruleVersion: Type.String(),
  closedBy: Type.String(),
  publishedBy: Type.Optional(Type.String()),
});

export const VerificationSchema = Type.Object({
  month: MonthSchema,
  version: Type.Integer(),
  sha256: Sha256,
  ok: Type.Boolean(),
  steps: Type.Array(
    Type.Object({
      step: Type.Union([
        Type.Literal('document'),
        Type.Literal('units'),
        Type.Literal('result'),
        Type.Literal('history'),
      ]),
      ok: Type.Boolean(),
      detail: Type.String(),
    }),
  ),
});

export const LateEventSchema = Type.Object({
  eventId: UuidSchema,
  kind: Type.Union([
    Type.Literal('observation'),
    Type.Literal('unit'),
    Type.Literal('enterprise'),
    Type.Literal('park'),
  ]),
  park: ParkCode,
  unitId: Type.Optional(UuidSchema),
  unit: Type.Optional(Type.String()),
  at: InstantSchema,
  arrivedAt: InstantSchema,
});

const Role = Type.Union([Type.Literal('assessor'), Type.Literal('leading-group-office')]);

export const ReopeningSchema = Type.Object({
  id: UuidSchema,
  month: MonthSchema,
  version: Type.Integer(),
  reason: Type.String(),
  requestedBy: Type.String(),
  requestedRole: Role,
  requestedAt: InstantSchema,
  confirmedBy: Type.Optional(Type.String()),
  confirmedRole: Type.Optional(Role),
  confirmedAt: Type.Optional(InstantSchema),
});
