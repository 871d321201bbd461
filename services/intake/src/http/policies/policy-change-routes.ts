import {
  type Access,
  type App,
  type CaseFile,
  expectedRevision,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Policy } from '../../domain/policies/policy.ts';
import type { CommandPolicy } from '../../usecases/policies/command-policy.ts';
import {
  edit,
  PolicyContentBody,
  PolicyItem,
  policyOnWire,
  PolicyRevisionBody,
  ReasonBody,
  tags,
} from './policy-schemas.ts';

/** `POST /policies` drafts a version, `PUT` revises it, `/publish` (by somebody else) puts it into effect, `/discard` drops it. */
export const policyChangeRoutes =
  (commands: CommandPolicy): RoutePlugin =>
  (app: App) => {
    app.post(
      '/policies',
      { schema: draftSchema, config: { access: decides } },
      async ({ body, principal, context }, reply) =>
        answer(reply.code(201), await commands.draft(body, { by: principal.subject, context })),
    );
    app.put('/policies/:id', { schema: reviseSchema, config: { access: decides } }, async (request, reply) =>
      answer(reply, await commands.revise(onPolicy(request), request.body)),
    );
    app.post(
      '/policies/:id/publish',
      { schema: publishSchema, config: { access: decides } },
      async (request, reply) => answer(reply, await commands.publish(onPolicy(request))),
    );
    app.post(
      '/policies/:id/discard',
      { schema: discardSchema, config: { access: decides } },
      async (request, reply) => answer(reply, await commands.discard(onPolicy(request), request.body.reason)),
    );
  };

// The district's office does both; that two people do is the decider's to see.
const decides = { resource: 'policies', action: 'decide' } as const satisfies Access;

const onPolicy = (
  request: Pick<FastifyRequest, 'headers' | 'principal' | 'context'> & {
    readonly params: { readonly id: string };
  },
) => ({
  id: request.params.id,
  expected: expectedRevision(request),
  who: { by: request.principal.subject, context: request.context },
});

function answer(reply: FastifyReply, file: CaseFile<Policy>) {
  sendRevision(reply, file.revision);
  return policyOnWire(file);
}

const response = { 200: PolicyItem };

const draftSchema = {
  tags,
  summary: 'Draft a version of a park’s policy',
  body: PolicyContentBody,
  response: { 201: PolicyItem },
};
const reviseSchema = { tags, summary: 'Revise a draft', ...edit, body: PolicyRevisionBody, response };
const publishSchema = {
  tags,
  summary: 'Publish what somebody else drafted; it is not changed from then on',
  ...edit,
  response,
};
const discardSchema = { tags, summary: 'Discard a draft', ...edit, body: ReasonBody, response };
