import { UuidSchema } from '@yuanqu/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { expectedRevision, ifMatchHeader, sendRevision } from '../http/expected-revision.ts';
import type { CaseFile } from './case-file.ts';
import type { OnCase, Who } from './deed.ts';

/** The schema of a route on one case. */
export const caseById = { params: Type.Object({ id: UuidSchema }) };

/** The schema of a route that changes one: it names the revision that the caller saw. */
export const caseEdit = { ...caseById, headers: Type.Object(ifMatchHeader) };

export const ReasonBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) },
  { additionalProperties: false },
);

type Asking = Pick<FastifyRequest, 'principal' | 'context'>;

export const whoOf = ({ principal, context }: Asking): Who => ({ by: principal.subject, context });

/** The case that an edit is about. Errors: those of `expectedRevision`. */
export const onCase = (
  request: Asking & Pick<FastifyRequest, 'headers'> & { readonly params: { readonly id: string } },
): OnCase => ({ id: request.params.id, expected: expectedRevision(request), who: whoOf(request) });

/** Answers with a case as it is on the wire, its revision as ETag. */
export function answerCase<State, Item>(
  reply: FastifyReply,
  file: CaseFile<State>,
  onWire: (file: CaseFile<State>) => Item,
): Item {
  sendRevision(reply, file.revision);
  return onWire(file);
}
