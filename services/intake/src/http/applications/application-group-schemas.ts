import { UuidSchema } from '@yuanqu/domain';
import { Instant, ParkCode } from '@yuanqu/events';
import {
  caseById,
  caseEdit,
  caseFields,
  CaseHistory,
  PageOf,
  pageQuery,
  ReasonBody,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { groupStatuses } from '../../domain/applications/application-group.ts';
import { groupCommands } from '../../domain/applications/group-transitions.ts';
import { tags } from './application-schemas.ts';

const exact = { additionalProperties: false };
const Rule = Type.Union([
  Type.Object({ kind: Type.Literal('all') }, exact),
  Type.Object(
    { kind: Type.Literal('at-least'), members: Type.Integer({ minimum: 2, maximum: 1_000 }) },
    exact,
  ),
]);
const Founded = {
  park: ParkCode,
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  rule: Rule,
};
const Group = Type.Object({
  ...caseFields,
  status: Type.Enum([...groupStatuses]),
  nextCommands: Type.Array(Type.Enum([...groupCommands]), {
    description: 'What its status allows; who may do it is for the roles to say',
  }),
  ...Founded,
  foundedBy: Type.String(),
  members: Type.Record(UuidSchema, Type.Enum(['open', 'approved', 'out']), { description: 'By application' }),
  reviewDueAt: Type.Optional(Instant),
  overdue: Type.Optional(Type.Boolean()),
  decidedBy: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String({ description: 'Of the last return or rejection as one' })),
});
const response = { 200: Group };
const edit = { tags, ...caseEdit, response };

/** What the routes of groups take and answer. */
export const groupSchemas = {
  found: {
    tags,
    summary: 'Found a group; applications join it when they are drafted',
    body: Type.Object(Founded, exact),
    response: { 201: Group },
  },
  list: {
    tags,
    summary: 'Groups in the caller’s parks, or those the caller founded or moves in with, newest first',
    querystring: Type.Object({
      ...pageQuery,
      park: Type.Optional(ParkCode),
      status: Type.Optional(Type.Enum([...groupStatuses])),
    }),
    response: { 200: PageOf(Group) },
  },
  read: { tags, summary: 'A group and where its members stand', ...caseById, response },
  history: { tags, summary: 'What happened to a group', ...caseById, response: { 200: CaseHistory } },
  submit: { ...edit, summary: 'Submit all members at once' },
  approve: { ...edit, summary: 'Approve all members in review: decided as one' },
  return: {
    ...edit,
    summary: 'Send all members in review back to be mended; it gathers again',
    body: ReasonBody,
  },
  reject: { ...edit, summary: 'Reject all members: decided as one', body: ReasonBody },
};
