import { MoneyFenSchema, UuidSchema } from '@yuanqu/domain';
import { AreaM2, IndustryCode, Instant, ParkCode, SizeClassText, UnitUsage, UsccText } from '@yuanqu/events';
import { caseFields } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { applicationStatuses } from '../../domain/applications/application.ts';
import { applicationCommands } from '../../domain/applications/application-transitions.ts';
import { AdmissionRule } from '../../domain/policies/policy-definition.ts';

export const tags = ['applications'];

const exact = { additionalProperties: false };
const Fen = Type.Refine(
  MoneyFenSchema,
  (fen) => !fen.startsWith('-'),
  () => 'must not be negative',
);
const Words = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', ...(description !== undefined && { description }) });

const contact = Type.Object({ name: Words(100), phone: Words(40) }, exact);

const WantedArea = Type.Refine(
  AreaM2,
  (m2) => m2 > 0,
  () => 'must be more than nothing',
);

const content = {
  trade: Words(500, 'The business in words (业态)'),
  wanted: Type.Object({ usage: UnitUsage, areaM2: WantedArea }, exact),
  promised: Type.Object({ outputFen: Type.Optional(Fen), taxFen: Type.Optional(Fen) }, exact),
};

export const ApplicationBody = Type.Object(
  {
    park: ParkCode,
    applicant: Type.Object(
      {
        uscc: Type.Optional(
          Type.String({ maxLength: 40, description: 'Left out by bodies that have no code' }),
        ),
        name: Words(200),
        industry: Type.String({ maxLength: 20, description: 'Class of GB/T 4754-2017, such as 6513' }),
        sizeClass: Type.Optional(SizeClassText),
        contact,
      },
      exact,
    ),
    ...content,
  },
  exact,
);

export const DraftBody = Type.Object(
  {
    ...ApplicationBody.properties,
    group: Type.Optional({
      ...UuidSchema,
      description: 'The group that it moves in with: it is submitted by the group’s founder, with the others',
    }),
  },
  exact,
);

export const WithdrawBody = Type.Object({ reason: Type.Optional(Words(500)) }, exact);

const Admission = Type.Object({
  policy: Type.Optional(Type.Object({ id: UuidSchema, version: Type.String() })),
  outcome: Type.Enum(['admissible', 'to-review', 'inadmissible']),
  rules: Type.Array(
    Type.Object({
      rule: AdmissionRule,
      input: Type.Optional(Type.String()),
      result: Type.Enum(['passed', 'failed', 'unknown']),
      sentence: Type.Object({ zh: Type.String(), en: Type.String() }),
    }),
  ),
  at: Type.Optional(Type.String({ format: 'date-time', description: 'When it was judged' })),
  sizeClass: Type.Optional(SizeClassText),
  outdated: Type.Boolean({
    description: 'The application was changed since: the results are of what it said before',
  }),
});

export const ApplicationItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...applicationStatuses]),
  nextCommands: Type.Array(Type.Enum([...applicationCommands]), {
    description: 'What its status allows; who may do it is for the roles to say',
  }),
  park: ParkCode,
  applicant: Type.Object({
    uscc: Type.Optional(UsccText),
    name: Type.String(),
    registeredName: Type.Optional(
      Type.String({ description: 'The name that its code is registered under, where it is another' }),
    ),
    industry: IndustryCode,
    sizeClass: Type.Optional(SizeClassText),
    contact: Type.Object({
      name: Type.String({ description: 'Masked, but for those who entered it' }),
      phone: Type.String({ description: 'Masked, but for those who entered it' }),
    }),
  }),
  ...content,
  enteredBy: Type.String(),
  group: Type.Optional(UuidSchema),
  admission: Type.Optional(Admission),
  reviewDueAt: Type.Optional(Instant),
  overdue: Type.Optional(Type.Boolean()),
  contractDueAt: Type.Optional(Instant),
  decidedBy: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  tenancy: Type.Optional(UuidSchema),
});
