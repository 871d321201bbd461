import {
  type Access,
  answerCase,
  type App,
  caseEdit,
  onCase,
  ReasonBody,
  type RoutePlugin,
  whoOf,
} from '@yuanqu/service-kit';
import type { CommandPolicy } from '../../usecases/policies/command-policy.ts';
import { PolicyContentBody, PolicyItem, policyOnWire, PolicyRevisionBody, tags } from './policy-schemas.ts';

/** `POST /policies` drafts a version, `PUT` revises it, `/publish` (by somebody else) puts it into effect, `/discard` drops it. */
export const policyChangeRoutes =
  (commands: CommandPolicy): RoutePlugin =>
  (app: App) => {
    app.post('/policies', { schema: draftSchema, config }, async (request, reply) =>
      answerCase(reply.code(201), await commands.draft(request.body, whoOf(request)), policyOnWire),
    );
    app.put('/policies/:id', { schema: reviseSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.revise(onCase(request), request.body), policyOnWire),
    );
    app.post('/policies/:id/publish', { schema: publishSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.publish(onCase(request)), policyOnWire),
    );
    app.post('/policies/:id/discard', { schema: discardSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.discard(onCase(request), request.body.reason), policyOnWire),
    );
  };

// The district's office does both; that two people do is the decider's to see.
const config = { access: { resource: 'policies', action: 'decide' } satisfies Access };

const response = { 200: PolicyItem };

const draftSchema = {
  tags,
  summary: 'Draft a version of a park’s policy',
  body: PolicyContentBody,
  response: { 201: PolicyItem },
};
const reviseSchema = { tags, summary: 'Revise a draft', ...caseEdit, body: PolicyRevisionBody, response };
const publishSchema = {
  tags,
  summary: 'Publish what somebody else drafted; it is not changed from then on',
  ...caseEdit,
  response,
};
const discardSchema = { tags, summary: 'Discard a draft', ...caseEdit, body: ReasonBody, response };
