import { AppError, Uscc } from '@yuanqu/domain';
import {
  accessToCase,
  accessToParkOfBody,
  answerCase,
  type App,
  caseEdit,
  caseRoutes,
  type OnCase,
  onCase,
  type ReadCases,
  type RoutePlugin,
  whoOf,
  withinReach,
} from '@yuanqu/service-kit';
import {
  type ServiceRequest,
  serviceStatuses,
  unknownRequest,
} from '../../domain/service-requests/service-request.ts';
import type { CommandServiceRequest } from '../../usecases/service-requests/command-service-request.ts';
import {
  AskBody,
  RatingBody,
  ServiceRequestItem,
  serviceRequestOnWire,
  tags,
  WordsBody,
} from './service-request-schemas.ts';

/** `/service-requests`: 报修、咨询、政策; asked by a tenant (or for it), answered by the park's operator. */
export const serviceRequestRoutes = (
  cases: ReadCases<ServiceRequest>,
  commands: CommandServiceRequest,
): readonly RoutePlugin[] => [
  caseRoutes({
    path: '/service-requests',
    resource: 'applications',
    tags,
    title: 'Service requests',
    statuses: serviceStatuses,
    cases,
    unknown: unknownRequest,
    item: ServiceRequestItem,
    onWire: serviceRequestOnWire,
  }),
  changes(cases, commands),
];

const changes =
  ({ read }: Pick<ReadCases<ServiceRequest>, 'read'>, commands: CommandServiceRequest): RoutePlugin =>
  (app: App) => {
    const config = { access: accessToCase('applications', 'write', read) };
    const reach = async (request: OnOne): Promise<OnCase & { readonly asked: ServiceRequest }> => {
      const { state } = withinReach(await read(request.params.id), request, unknownRequest);
      return { ...onCase(request), asked: state };
    };
    app.post(
      '/service-requests',
      { schema: askSchema, config: { access: accessToParkOfBody('applications', 'write') } },
      async (request, reply) => {
        const { grant, principal, body } = request;
        if (grant.scope === 'own' && Uscc.parse(body.tenant.uscc ?? '') !== principal.enterprise)
          throw notYours;
        return answerCase(reply.code(201), await commands.open(body, whoOf(request)), serviceRequestOnWire);
      },
    );
    app.post('/service-requests/:id/answer', { schema: answerSchema, config }, async (request, reply) => {
      if (request.grant.scope === 'own') throw notOperator;
      return answerCase(
        reply,
        await commands.answer(await reach(request), request.body.words),
        serviceRequestOnWire,
      );
    });
    app.post('/service-requests/:id/reopen', { schema: reopenSchema, config }, async (request, reply) => {
      refuseAllButTenant(request);
      const { asked, ...on } = await reach(request);
      return answerCase(
        reply,
        await commands.reopen(on, request.body.words, asked.category),
        serviceRequestOnWire,
      );
    });
    app.post('/service-requests/:id/rate', { schema: rateSchema, config }, async (request, reply) => {
      refuseAllButTenant(request);
      const { stars, words } = request.body;
      return answerCase(reply, await commands.rate(await reach(request), stars, words), serviceRequestOnWire);
    });
    app.post('/service-requests/:id/withdraw', { schema: withdrawSchema, config }, async (request, reply) => {
      const { asked, ...on } = await reach(request);
      if (asked.openedBy !== request.principal.subject) refuseAllButTenant(request);
      return answerCase(reply, await commands.withdraw(on), serviceRequestOnWire);
    });
  };

/** How well a park serves is judged by whom it serves. */
function refuseAllButTenant({ grant }: Pick<OnOne, 'grant'>): void {
  if (grant.scope !== 'own') throw notTenants;
}

type OnOne = Parameters<typeof onCase>[0] & Parameters<typeof withinReach>[1];

const notYours = new AppError(
  'service-request.not-your-enterprise',
  'forbidden',
  '只能为本企业提出。 You ask for your own enterprise only; tenant.uscc must be its code.',
);
const notTenants = new AppError(
  'service-request.for-the-tenant',
  'forbidden',
  '由租户本人评价、重开或撤回；租户不作声的，答复满七个工作日即视为接受。 The tenant rates, reopens or withdraws its request itself, signed in as the enterprise; an answer that it does not object to for seven working days counts as accepted.',
);
const notOperator = new AppError(
  'auth.forbidden',
  'forbidden',
  '由园区运营方答复。 Requests are answered by the park’s operator.',
);

const edit = { tags, ...caseEdit, response: { 200: ServiceRequestItem } };

const askSchema = {
  tags,
  summary: 'Ask for something: repair is answered in two working days, an inquiry in one, policy in five',
  body: AskBody,
  response: { 201: ServiceRequestItem },
};
const answerSchema = { ...edit, summary: 'Answer it', body: WordsBody };
const reopenSchema = {
  ...edit,
  summary: 'Ask again, as the tenant: the answer does not settle it',
  body: WordsBody,
};
const rateSchema = {
  ...edit,
  summary: 'Rate the answer as the tenant, which closes the request',
  body: RatingBody,
};
const withdrawSchema = { ...edit, summary: 'Withdraw it, as the tenant or as whoever entered it' };
