import {
  accessToCase,
  accessToParkOfBody,
  answerCase,
  type App,
  type CaseFile,
  caseEdit,
  coversPark,
  onCase,
  type Principal,
  type ReadCase,
  ReasonBody,
  type RoutePlugin,
  whoOf,
  withinReach,
} from '@yuanqu/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, Uscc } from '@yuanqu/domain';
import { unknownApplication } from '../../domain/applications/application-decider.ts';
import type { Application } from '../../domain/applications/application.ts';
import type { DecideApplication } from '../../usecases/applications/decide-application.ts';
import type { EnterApplication } from '../../usecases/applications/enter-application.ts';
import { applicationOnWire } from './application-on-wire.ts';
import { ApplicationBody, ApplicationItem, DraftBody, tags, WithdrawBody } from './application-schemas.ts';

export interface ApplicationChangeOptions {
  readonly read: ReadCase<Application>;
  readonly enter: EnterApplication;
  readonly decide: DecideApplication;
}

/** Drafting, revising, submitting and withdrawing; sending back, approving and rejecting. */
export const applicationChangeRoutes =
  ({ read, enter, decide }: ApplicationChangeOptions): RoutePlugin =>
  (app: App) => {
    const drafts = { access: accessToParkOfBody('applications', 'write') };
    const writes = { access: accessToCase('applications', 'write', read) };
    const decides = { access: accessToCase('applications', 'decide', read) };
    const on = async (request: OnOne) => {
      withinReach(await read(request.params.id), request, unknownApplication);
      return onCase(request);
    };

    app.post('/applications', { schema: draftSchema, config: drafts }, async (request, reply) => {
      const { group, ...content } = request.body;
      if (request.grant.scope === 'own') refuseOthers(content, request.principal);
      return answer(
        request,
        reply.code(201),
        await enter.draft(content, { group, unseen: request.grant.scope === 'own' }, whoOf(request)),
      );
    });
    app.put('/applications/:id', { schema: reviseSchema, config: writes }, async (request, reply) => {
      if (request.grant.scope === 'own') refuseOthers(request.body, request.principal);
      else if (!coversPark(request.grant, request.body.park)) throw otherPark(request.body.park);
      return answer(request, reply, await enter.revise(await on(request), request.body));
    });
    app.post('/applications/:id/submit', { schema: submitSchema, config: writes }, async (request, reply) =>
      answer(request, reply, await decide.submit(await on(request))),
    );
    app.post(
      '/applications/:id/withdraw',
      { schema: withdrawSchema, config: writes },
      async (request, reply) =>
        answer(request, reply, await decide.withdraw(await on(request), request.body.reason)),
    );
    app.post('/applications/:id/return', { schema: returnSchema, config: decides }, async (request, reply) =>
      answer(request, reply, await decide.sendBack(await on(request), request.body.reason)),
    );
    app.post(
      '/applications/:id/approve',
      { schema: approveSchema, config: decides },
      async (request, reply) => answer(request, reply, await decide.approve(await on(request))),
    );
    app.post('/applications/:id/reject', { schema: rejectSchema, config: decides }, async (request, reply) =>
      answer(request, reply, await decide.reject(await on(request), request.body.reason)),
    );
  };

type OnOne = Parameters<typeof onCase>[0] & Parameters<typeof withinReach>[1];

const answer = (
  { principal }: Pick<FastifyRequest, 'principal'>,
  reply: FastifyReply,
  file: CaseFile<Application>,
) => answerCase(reply, file, () => applicationOnWire(file, principal));

function refuseOthers({ applicant }: Application['content'], { enterprise }: Principal): void {
  if (applicant.uscc !== undefined && enterprise !== undefined && Uscc.parse(applicant.uscc) === enterprise)
    return;
  throw new AppError(
    'application.not-your-enterprise',
    'forbidden',
    '只能为本企业申请。 You apply for your own enterprise only; applicant.uscc must be its code.',
  );
}

const otherPark = (park: string): AppError =>
  new AppError(
    'auth.other-park',
    'forbidden',
    `园区 ${park} 不在您的权限范围内。 Park ${park} is outside your scope.`,
  );

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
  ...caseEdit,
  body: ApplicationBody,
  response,
};
const submitSchema = {
  tags,
  summary:
    'Submit it: checked against the park’s policy at once, sent back with every reason or on to the task force',
  ...caseEdit,
  response,
};
const withdrawSchema = { tags, summary: 'Withdraw it', ...caseEdit, body: WithdrawBody, response };
const returnSchema = { tags, summary: 'Send it back to be mended', ...caseEdit, body: ReasonBody, response };
const approveSchema = {
  tags,
  summary: 'Approve it; nobody approves what they entered',
  ...caseEdit,
  response,
};
const rejectSchema = { tags, summary: 'Reject it', ...caseEdit, body: ReasonBody, response };
