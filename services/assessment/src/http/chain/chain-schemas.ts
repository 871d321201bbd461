import { DaySchema, InstantSchema } from '@yuanqu/domain';
import { ParkCode, SizeClassText } from '@yuanqu/events';
import { Type } from 'typebox';
import { ChainSegment } from '../../domain/chain/chain-definition.ts';
import { gapWeights, type GapPart } from '../../domain/chain/targets-to-attract.ts';
import { SentenceSchema } from '../sentence-schema.ts';

const EnterpriseSchema = Type.Object({
  uscc: Type.Optional(Type.String({ description: 'Absent for a body without a credit code' })),
  name: Type.Optional(Type.String()),
  how: Type.Enum(['industry', 'assigned']),
  reason: Type.Optional(Type.String({ description: 'Why it was assigned' })),
  industry: Type.Optional(Type.String()),
  sizeClass: Type.Optional(SizeClassText),
  units: Type.Integer(),
  areaM2: Type.Number(),
  leavesOn: Type.Optional(DaySchema),
});

const NodeSchema = Type.Object({
  ...ChainSegment.properties,
  leading: Type.Boolean({ description: 'Belongs to the park’s leading industry' }),
  firms: Type.Integer({ description: 'How many cover it' }),
  gap: Type.Optional(Type.Enum(['nobody', 'last-one-leaves'])),
  enterprises: Type.Optional(
    Type.Array(EnterpriseSchema, { description: 'For those who may read the park’s enterprises' }),
  ),
  absent: Type.Optional(
    Type.Array(Type.Object({ uscc: Type.Optional(Type.String()), name: Type.String() }), {
      description: 'Assigned, and not observed in the park',
    }),
  ),
});

const EdgeSchema = Type.Object({
  from: Type.String(),
  to: Type.String(),
  note: Type.Optional(SentenceSchema),
  state: Type.Enum(['whole', 'broken', 'open'], {
    description: 'Both ends covered, one, or neither',
  }),
});

export const ChainSchema = Type.Object({
  park: Type.Object({ code: ParkCode, name: Type.String() }),
  revision: Type.Integer({ description: 'For If-Match' }),
  changedAt: InstantSchema,
  source: Type.String(),
  coverage: Type.Object({
    covered: Type.Integer(),
    total: Type.Integer(),
    share: Type.Number({ description: 'Share of one' }),
    observed: Type.Boolean({
      description:
        'False when nobody has reported on the park: that nobody covers anything says nothing then',
    }),
  }),
  nodes: Type.Array(NodeSchema, { description: 'From upstream to downstream' }),
  edges: Type.Array(EdgeSchema),
  lead: Type.Object({
    how: Type.Enum(['named', 'largest', 'none']),
    name: Type.Optional(Type.String()),
    uscc: Type.Optional(Type.String()),
    sizeClass: Type.Optional(SizeClassText),
    observed: Type.Optional(Type.Boolean()),
    segments: Type.Array(Type.String()),
    sentence: SentenceSchema,
  }),
  toAttract: Type.Array(
    Type.Object({
      rank: Type.Integer(),
      segment: Type.String(),
      score: Type.Integer({ description: 'Of 100' }),
      parts: Type.Array(
        Type.Object({
          part: Type.Enum(Object.keys(gapWeights) as GapPart[]),
          points: Type.Integer(),
          of: Type.Integer(),
        }),
        {
          description:
            'between: covered segments on both sides; degree: how many segments it is linked to, against the most linked; demand: tenants it would trade with, against the gap that has most; links: the share of its links that it would make whole',
        },
      ),
      sentence: SentenceSchema,
    }),
    { description: 'The gaps, the one that holds the chain up most first' },
  ),
});

export const VersionsSchema = Type.Object({
  items: Type.Array(
    Type.Object({
      revision: Type.Integer(),
      changedBy: Type.String(),
      changedAt: InstantSchema,
      segments: Type.Integer(),
      links: Type.Integer(),
    }),
  ),
});
