import { DaySchema, MoneyFenSchema, UuidSchema } from '@yuanqu/domain';
import { Instant, ParkCode, UnitCode, UsccText } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { tenancyCommands, tenancyTransitions } from '../../domain/tenancies/tenancy-transitions.ts';
import {
  exceptionGrounds,
  legalStatusOf,
  type Tenancy,
  tenancyStatuses,
  turnOf,
} from '../../domain/tenancies/tenancy.ts';
import { toWire } from '../to-wire.ts';

export const tags = ['tenancies'];

const exact = { additionalProperties: false };
const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' });
const mostRentFen = 100_000n;
/** A thousand yuan is more than any room costs: then it was the whole room's rent that was entered. */
const Rent = Type.Refine(
  Type.Refine(
    { ...MoneyFenSchema, description: 'Fen per m² and month, such as 4500 for 45.00 yuan; at most 100000' },
    (fen) => !fen.startsWith('-'),
    () => 'must not be negative',
  ),
  (fen) => BigInt(fen) <= mostRentFen,
  () =>
    '是每平方米每月的租金（分），不得超过 100000；is the rent per m² and month in fen, at most 100000, not that of the whole space',
);
const reason = Words(500);

const TenantBody = Type.Object(
  {
    uscc: Type.Optional(Type.String({ maxLength: 40, description: 'Left out by bodies that have no code' })),
    name: Words(200),
  },
  exact,
);

const choice = {
  units: Type.Optional(
    Type.Array(UnitCode, { maxItems: 500, uniqueItems: true, description: 'Codes of units' }),
  ),
  floors: Type.Optional(
    Type.Array(Type.Object({ building: Type.String({ maxLength: 40 }), floor: Type.Integer() }, exact), {
      maxItems: 50,
      description: 'Whole floors: all units that stand on them',
    }),
  ),
};

const WithoutApplication = Type.Object(
  {
    ground: Type.Enum([...exceptionGrounds], {
      description:
        'sitting-tenant: is seen in these very units already; state-body: by its credit code a body of the state',
    }),
    reason,
  },
  exact,
);
const Despite = Type.Optional({
  ...reason,
  description:
    'Why these units although they are not what was applied for, or another tenant is seen in them',
});
const ApprovedApplication = Type.String({
  format: 'uuid',
  description: 'An approved application to this park: the tenant is its applicant',
});

export const IntentBody = Type.Object(
  {
    park: ParkCode,
    application: Type.Optional(ApprovedApplication),
    withoutApplication: Type.Optional({
      ...WithoutApplication,
      description:
        'In the place of an application: why there is no need of one, which the task force is told',
    }),
    tenant: Type.Optional({ ...TenantBody, description: 'Without an application' }),
    ...choice,
    despite: Despite,
  },
  exact,
);

export const SignBody = Type.Object(
  {
    from: DaySchema,
    until: DaySchema,
    rentFen: Rent,
  },
  exact,
);

export const ChangeBody = Type.Object(
  { ...choice, rentFen: Type.Optional(Rent), reason, despite: Despite },
  exact,
);
export const RenewBody = Type.Object({ until: DaySchema, rentFen: Type.Optional(Rent) }, exact);
export const AssignBody = Type.Object({ application: ApprovedApplication, reason, despite: Despite }, exact);
export const ExitBody = Type.Object({ on: DaySchema, reason }, exact);
export const NoticeBody = Type.Object(
  {
    reason,
    leaveInWorkingDays: Type.Optional(
      Type.Integer({ minimum: 15, maximum: 250, description: '15 unless more are given' }),
    ),
  },
  exact,
);
export const HearingBody = Type.Object({ statement: Words(2_000) }, exact);
export const HearingDecisionBody = Type.Object(
  { result: Type.Enum(['upheld', 'dropped'], { description: 'Of the notice' }), reason },
  exact,
);

export const TenancyItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...tenancyStatuses]),
  legalStatus: Type.Enum(['let', 'reserved', 'free'], { description: 'What it makes of its units' }),
  nextCommands: Type.Array(Type.Enum([...tenancyCommands]), {
    description: 'What its status allows; who may do it is for the roles to say',
  }),
  park: ParkCode,
  tenant: Type.Object({ uscc: Type.Optional(UsccText), name: Type.String() }),
  units: Type.Array(Type.Object({ id: UuidSchema, code: UnitCode, areaM2: Type.Number() })),
  areaM2: Type.Number(),
  enteredBy: Type.String(),
  application: Type.Optional(UuidSchema),
  withoutApplication: Type.Optional(WithoutApplication),
  despite: Type.Optional(Type.String()),
  intentUntil: Instant,
  terms: Type.Optional(
    Type.Object({
      from: DaySchema,
      until: DaySchema,
      rentFen: Type.String({ description: 'Fen per m² and month' }),
    }),
  ),
  noticedDays: Type.Optional(
    Type.Integer({ description: 'The last notice given ahead of its end, in days' }),
  ),
  exitReason: Type.Optional(Type.String()),
  clearOut: Type.Optional(
    Type.Object({
      reason: Type.String(),
      noticedBy: Type.String(),
      hearingUntil: Instant,
      leaveBy: Instant,
      hearing: Type.Optional(Type.Enum(['requested', 'upheld'])),
      hearingDecideBy: Type.Optional(Instant),
      hearingOverdue: Type.Optional(Type.Boolean()),
      overdue: Type.Optional(Type.Boolean()),
    }),
  ),
  ended: Type.Optional(Type.Object({ how: Type.Enum(['term', 'early', 'cleared-out']), on: Type.String() })),
});

const onWire = { let: 'let', reserved: 'reserved', vacant: 'free' } as const;

export const tenancyOnWire = (file: CaseFile<Tenancy>) =>
  toWire({
    ...caseOnWire(file, turnOf(file.state)),
    ...file.state,
    units: [...file.state.units],
    areaM2: Math.round(file.state.units.reduce((sum, { areaM2 }) => sum + areaM2 * 100, 0)) / 100,
    legalStatus: onWire[legalStatusOf(file.state)],
    nextCommands: [...tenancyTransitions[file.state.status]],
  });
