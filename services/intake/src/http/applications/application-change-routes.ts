import {
  type Access,
  type App,
  type CaseFile,
  expectedRevision,
  type Principal,
  type ReadCase,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, Uscc } from '@yuanqu/domain';
import type { Application } from '../../domain/applications/application.ts';
import type { DecideApplication } from '../../usecases/applications/decide-application.ts';
import type { EnterApplication } from '../../usecases/applications/enter-application.ts';
import { applicationOnWire } from './application-on-wire.ts';
import { accessToOne, withinReach } from './application-reach.ts';
import {
  ApplicationBody,
  ApplicationItem,
  DraftBody,
  edit,
  ReasonBody,
  tags,
  WithdrawBody,
} from './application-schemas.ts';

export interface ApplicationChangeOptions {
  readonly read: ReadCase<Application>;
  readonly enter: EnterApplication;
  readonly decide: DecideApplication;
}

/** Drafting, revising, submitting and withdrawing; sending back, approving and rejecting. */
export const applicationChangeRoutes =
  ({ read, enter, decide }: ApplicationChangeOptions): RoutePlugin =>
  (app: App) => {
    const writes = { access: accessToOne('write', read) };
    const decides = { access: accessToOne('decide', read) };
    const reach = async (request: ById) => {
      const file = await read(request.params.id);
      withinReach(file, request.grant, request.principal);
      return { id: request.params.id, expected: expectedRevision(request), who: whoOf(request) };
    };

    app.post('/applications', { schema: draftSchema, config: { access: drafts } }, async (request, reply) => {
      const { group, ...content } = request.body;
      if (request.grant.scope === 'own') refuseOthers(content, request.principal);
      return answer(reply.code(201), await enter.draft(content, group, whoOf(request)), request.principal);
    });
    app.put('/applications/:id', { schema: reviseSchema, config: writes }, async (request, reply) => {
      if (request.grant.scope === 'own') refuseOthers(request.body, request.principal);
      return answer(reply, await enter.revise(await reach(request), request.body), request.principal);
    });
    app.post('/applications/:id/submit', { schema: submitSchema, config: writes }, async (request, reply) =>
      answer(reply, await decide.submit(await reach(request)), request.principal),
    );
    app.post(
      '/applications/:id/withdraw',
      { schema: withdrawSchema, config: writes },
      async (request, reply) =>
        answer(reply, await decide.withdraw(await reach(request), request.body.reason), request.principal),
    );
    app.post('/applications/:id/return', { schema: returnSchema, config: decides }, async (request, reply) =>
      answer(reply, await decide.sendBack(await reach(request), request.body.reason), request.principal),
    );
    app.post(
      '/applications/:id/approve',
      { schema: approveSchema, config: decides },
      async (request, reply) => answer(reply, await decide.approve(await reach(request)), request.principal),
    );
    app.post('/applications/:id/reject', { schema: rejectSchema, config: decides }, async (request, reply) =>
      answer(reply, await decide.reject(await reach(request), request.body.reason), request.principal),
    );
  };

type ById = Pick<FastifyRequest, 'headers' | 'principal' | 'grant' | 'context'> & {
  readonly params: { readonly id: string };
};

const drafts: Access = {
  resource: 'applications',
  action: 'write',
  park: ({ body, grant }) => (grant.scope === 'own' ? undefined : (body as { readonly park: string }).park),
};

const whoOf = ({ principal, context }: Pick<FastifyRequest, 'principal' | 'context'>) => ({
  by: principal.subject,
  context,
});

function refuseOthers({ applicant }: Application['content'], { enterprise }: Principal): void {
  if (applicant.uscc !== undefined && enterprise !== undefined && Uscc.parse(applicant.uscc) === enterprise)
    return;
  throw new AppError(
    'application.not-your-enterprise',
    'forbidden',
    '只能为本企业申请。 You apply for your own enterprise only; applicant.uscc must be its code.',
  );
}

function answer(reply: FastifyReply, file: CaseFile<Application>, principal: Principal) {
  sendRevision(reply, file.revision);
  return applicationOnWire(file, principal);
}

const response = { 200: ApplicationItem };
const draftSchema = {
  tags,
  summary: 'Draft an application',
  body: DraftBody,
  response: { 201: ApplicationItem },
};
const reviseSchema = {
  tags,
  summary: 'Revise a draft or what was sent back',
  ...edit,
  body: ApplicationBody,
  response,
};
const submitSchema = {
  tags,
  summary:
    'Submit it: checked against the park’s policy at once, sent back with every reason or on to the task force',
  ...edit,
  response,
};
const withdrawSchema = { tags, summary: 'Withdraw it', ...edit, body: WithdrawBody, response };
const returnSchema = { tags, summary: 'Send it back to be mended', ...edit, body: ReasonBody, response };
const approveSchema = { tags, summary: 'Approve it; nobody approves what they entered', ...edit, response };
const rejectSchema = { tags, summary: 'Reject it', ...edit, body: ReasonBody, response };
