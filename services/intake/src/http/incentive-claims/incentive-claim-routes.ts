import {
  accessToCase,
  accessToParkOfBody,
  type Action,
  answerCase,
  type App,
  caseEdit,
  caseRoutes,
  onCase,
  type OnCase,
  type ReadCases,
  ReasonBody,
  type RoutePlugin,
  whoOf,
  withinReach,
} from '@yuanqu/service-kit';
import { unknownClaim } from '../../domain/incentive-claims/claim-decider.ts';
import { claimStatuses, type IncentiveClaim } from '../../domain/incentive-claims/incentive-claim.ts';
import { unknownTenancy } from '../../domain/tenancies/tenancy-decider.ts';
import type { CommandClaim } from '../../usecases/incentive-claims/command-claim.ts';
import {
  CheckBody,
  ClaimBody,
  IncentiveClaimItem,
  incentiveClaimOnWire as onWire,
  ProofBody,
  RevocationDecisionBody,
  tags,
} from './incentive-claim-schemas.ts';

/** `/incentive-claims`: 政策兑现; claimed by a tenant or for it, checked, granted and revoked by the task force. */
export const incentiveClaimRoutes = (
  cases: ReadCases<IncentiveClaim>,
  commands: CommandClaim,
): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/incentive-claims',
    resource: 'applications',
    tags,
    title: 'Claims to incentives',
    statuses: claimStatuses,
    cases,
    unknown: unknownClaim,
    item: IncentiveClaimItem,
    onWire,
  }),
  claimantRoutes(cases, commands),
  decisionRoutes(cases, commands),
];

type Read = Pick<ReadCases<IncentiveClaim>, 'read'>;
type OnOne = Parameters<typeof onCase>[0] & Parameters<typeof withinReach>[1];

const reaching =
  ({ read }: Read) =>
  async (request: OnOne): Promise<OnCase> => {
    withinReach(await read(request.params.id), request, unknownClaim);
    return onCase(request);
  };

const claimantRoutes =
  (cases: Read, commands: CommandClaim): RoutePlugin =>
  (app: App) => {
    const config = { access: accessToCase('applications', 'write', cases.read) };
    const on = reaching(cases);
    app.post(
      '/incentive-claims',
      { schema: claimSchema, config: { access: accessToParkOfBody('applications', 'write') } },
      async (request, reply) => {
        const file = await commands.claim(request.body, whoOf(request), (tenancy) =>
          withinReach(tenancy, request, unknownTenancy),
        );
        return answerCase(reply.code(201), file, onWire);
      },
    );
    app.post('/incentive-claims/:id/proof', { schema: proofSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.giveProof(await on(request), request.body.proofs), onWire),
    );
    app.post('/incentive-claims/:id/withdraw', { schema: withdrawSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.withdraw(await on(request)), onWire),
    );
  };

const decisionRoutes =
  (cases: Read, commands: CommandClaim): RoutePlugin =>
  (app: App) => {
    const access = (action: Action) => ({ access: accessToCase('applications', action, cases.read) });
    const config = access('decide');
    const on = reaching(cases);
    app.post('/incentive-claims/:id/ask-proof', { schema: askSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.askProof(await on(request), request.body.reason), onWire),
    );
    app.post('/incentive-claims/:id/check', { schema: checkSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.check(await on(request), request.body.verdicts), onWire),
    );
    app.post('/incentive-claims/:id/grant', { schema: grantSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.grant(await on(request)), onWire),
    );
    app.post('/incentive-claims/:id/refuse', { schema: refuseSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.refuse(await on(request), request.body.reason), onWire),
    );
    app.post('/incentive-claims/:id/revocation', { schema: proposeSchema, config }, async (request, reply) =>
      answerCase(reply, await commands.proposeRevocation(await on(request), request.body.reason), onWire),
    );
    app.post(
      '/incentive-claims/:id/revocation-decision',
      { schema: revokeSchema, config },
      async (request, reply) =>
        answerCase(reply, await commands.decideRevocation(await on(request), request.body.result), onWire),
    );
  };

const edit = { tags, ...caseEdit, response: { 200: IncentiveClaimItem } };

const claimSchema = {
  tags,
  summary: 'Claim an incentive of a published policy for months of a tenancy; its proofs may come with it',
  body: ClaimBody,
  response: { 201: IncentiveClaimItem },
};
const proofSchema = {
  ...edit,
  summary: 'Show documents; with the last of them it is for the task force to check',
  body: ProofBody,
};
const withdrawSchema = { ...edit, summary: 'Withdraw it' };
const askSchema = {
  ...edit,
  summary: 'Ask for other or more proof, within ten working days',
  body: ReasonBody,
};
const checkSchema = {
  ...edit,
  summary: 'Check it: every condition is explained, the amount reckoned; not by whoever claimed',
  body: CheckBody,
};
const grantSchema = {
  ...edit,
  summary: 'Grant it: not by whoever claimed or checked; judged once more as things stand now',
};
const refuseSchema = { ...edit, summary: 'Refuse it', body: ReasonBody };
const proposeSchema = { ...edit, summary: 'Propose that a grant be revoked', body: ReasonBody };
const revokeSchema = {
  ...edit,
  summary: 'Revoke the grant, or keep it; not by whoever proposed the revocation',
  body: RevocationDecisionBody,
};
