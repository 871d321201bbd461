import { InstantSchema, UuidSchema } from '@yuanqu/domain';
import { Type } from 'typebox';
import type { CaseFile } from './case-file.ts';
import type { StepLine } from './case-queries.ts';

/** What every case says of itself on the wire: spread them into a kind's own schema. */
export const caseFields = {
  id: UuidSchema,
  revision: Type.Integer({ minimum: 1, description: 'For If-Match: the revision that an edit was made on' }),
  owner: Type.Optional(
    Type.String({ description: 'The role whose turn it is; absent when it waits for nobody' }),
  ),
  dueAt: Type.Optional(InstantSchema),
  openedAt: InstantSchema,
  changedAt: InstantSchema,
  stuckBecause: Type.Optional(
    Type.String({ description: 'Why its deadline could not be dealt with; the next command frees it' }),
  ),
};

/** Whose turn it is in a case, and until when: a date that has passed and was told stays. */
export interface Turn {
  readonly owner: string;
  readonly dueAt?: string | undefined;
}

export const caseOnWire = (
  { id, revision, dueAt, openedAt, changedAt, stuckBecause }: CaseFile<unknown>,
  turn?: Turn,
) => ({
  id,
  revision,
  ...(turn && { owner: turn.owner }),
  ...dueOf(turn?.dueAt ?? dueAt?.toISOString()),
  openedAt: openedAt.toISOString(),
  changedAt: changedAt.toISOString(),
  ...(stuckBecause !== undefined && { stuckBecause }),
});

const dueOf = (dueAt: string | undefined) => (dueAt === undefined ? {} : { dueAt });

/** Everything that happened to a case, in order. */
export const CaseHistory = Type.Object({
  items: Type.Array(
    Type.Object({
      revision: Type.Integer(),
      at: InstantSchema,
      by: Type.String({ description: 'The account or client; system for what a deadline brought' }),
      what: Type.String({ description: 'The kind of the fact' }),
      fact: Type.Unknown(),
      requestId: Type.Optional(Type.String()),
    }),
  ),
});

export const historyOnWire = (
  steps: readonly StepLine[],
  factOnWire: (fact: StepLine['fact']) => StepLine['fact'] = (fact) => fact,
) => ({
  items: steps.map(({ revision, at, by, fact, requestId }) => ({
    revision,
    at: at.toISOString(),
    by,
    what: fact.kind,
    fact: factOnWire(fact),
    // Null in the table for what a deadline brought.
    ...(requestId && { requestId }),
  })),
});
