import { InstantSchema, MonthSchema, UuidSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { Type } from 'typebox';
import { EvidenceSchema, Points } from './evidence-schemas.ts';
import {
  dimensions,
  grades,
  incidentKinds,
  IndicatorCode,
  RuleDefinition,
} from '../domain/rule-definition.ts';

const Sentence = Type.Object({ zh: Type.String(), en: Type.String() });
const Share = Type.Optional(Type.Number());
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in 64 hexadecimal digits' });

const IndicatorSchema = Type.Object({
  code: IndicatorCode,
  name: Sentence,
  dimension: Type.Optional(
    Type.Object(
      { code: Type.Enum([...dimensions]), name: Sentence },
      { description: 'The side of the park' },
    ),
  ),
  maxPoints: Points,
  points: Points,
  measure: Type.Optional(
    Type.Number({
      description: 'In its unit; absent when there was nothing to measure, its weight goes to the others',
    }),
  ),
  unit: Type.Enum(['share', 'yuan-per-mu']),
  overridden: Type.Optional(Type.Boolean({ description: 'Put right by an upheld objection' })),
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
  evidence: Type.Optional(EvidenceSchema),
  overrides: Type.Optional(
    Type.Array(
      Type.Object({
        indicator: IndicatorCode,
        measure: Type.Number(),
        words: Type.String(),
        objection: UuidSchema,
      }),
    ),
  ),
});

const RowSchema = Type.Object({
  park: ParkCode,
  name: Type.String(),
  rank: Type.Optional(Type.Integer({ description: 'Equal scores share a rank' })),
  standing: Type.Union([Type.Literal('ranked'), Type.Literal('grace'), Type.Literal('not-assessed')]),
  score: Points,
  grade: Type.Optional(Type.Enum([...grades])),
  change: Type.Optional(
    Type.Object(
      { ranks: Type.Integer({ description: 'Places won; negative when lost' }), points: Points },
      { description: 'Since the month before, where the park was ranked in both' },
    ),
  ),
  reason: Type.Object(
    { zh: Type.String(), en: Type.String() },
    { description: 'Place, score, change, and what decided them, in one sentence' },
  ),
  uncapped: Points,
  deductions: Type.Optional(
    Type.Array(
      Type.Object({
        kind: Type.Enum([...incidentKinds]),
        events: Type.Integer(),
        points: Points,
        entered: Points,
      }),
    ),
  ),
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
  previewUntil: Type.Optional(InstantSchema),
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

export const PublishedHeadSchema = Type.Object({
  ...TableHeadSchema.properties,
  note: Type.Optional(
    Type.Object(
      { zh: Type.String(), en: Type.String() },
      { description: 'Why operators are not judged by this month, or not yet' },
    ),
  ),
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
        Type.Literal('evidence'),
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
    Type.Literal('figures'),
    Type.Literal('deadline'),
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
