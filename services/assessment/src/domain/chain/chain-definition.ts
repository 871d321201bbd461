import { type Static, Type } from 'typebox';

/** Where a segment stands in the stream, in its order. */
export const stages = ['upstream', 'midstream', 'downstream'] as const;
export type Stage = (typeof stages)[number];

const exact = { additionalProperties: false };
// Control characters and halves of surrogate pairs have no place in XML, and some of them none in PostgreSQL.
const Line = (maxLength: number, description?: string) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^(?=.*\\S)[^\\u0000-\\u001F\\u007F\\uD800-\\uDFFF\\uFFFE\\uFFFF]*$',
    ...(description !== undefined && { description }),
  });
const Names = Type.Object({ zh: Line(30), en: Line(60) }, exact);
const SegmentCode = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Names the segment within its chain, such as supervision',
});
const Code = (description: string) => Type.String({ minLength: 1, maxLength: 40, description });

export const ChainSegment = Type.Object(
  {
    code: SegmentCode,
    name: Names,
    stage: Type.Enum([...stages]),
    order: Type.Integer({ minimum: 0, maximum: 9_999, description: 'Its place within its stage' }),
    industries: Type.Array(Code('GB/T 4754-2017, of any level: I, 65, 651, 6513'), {
      maxItems: 40,
      description: 'Tenants of these industries cover it; without any, only those who are assigned do',
    }),
  },
  exact,
);
export type ChainSegment = Static<typeof ChainSegment>;

export const ChainLink = Type.Object(
  { from: SegmentCode, to: SegmentCode, note: Type.Optional(Names) },
  exact,
);
export type ChainLink = Static<typeof ChainLink>;

export const ChainAssignment = Type.Object(
  {
    segment: SegmentCode,
    name: Line(200, 'Name of the enterprise or body'),
    uscc: Type.Optional(Code('Its credit code; only a body that has none goes without')),
    reason: Line(300, 'Why it covers the segment although its industry code does not say so'),
  },
  exact,
);
export type ChainAssignment = Static<typeof ChainAssignment>;

/** A park's industrial chain as people enter it: segments, what flows between them, and what the data cannot know. */
export const ChainDefinition = Type.Object(
  {
    segments: Type.Array(ChainSegment, { minItems: 1, maxItems: 60 }),
    links: Type.Array(ChainLink, { maxItems: 240 }),
    assignments: Type.Array(ChainAssignment, { maxItems: 200 }),
    lead: Type.Optional(
      Type.Object(
        {
          name: Line(200),
          uscc: Type.Optional(Code('Its credit code, if it has one')),
          source: Line(200, 'Who says that it leads'),
        },
        { ...exact, description: 'The lead enterprise, where it is named; else it is found by size' },
      ),
    ),
    source: Line(200, 'Where this chain comes from'),
  },
  exact,
);
export type ChainDefinition = Static<typeof ChainDefinition>;
