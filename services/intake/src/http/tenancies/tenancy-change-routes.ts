import { AppError } from '@yuanqu/domain';
import {
  accessToCase,
  accessToParkOfBody,
  answerCase,
  type App,
  caseEdit,
  type Grant,
  onCase,
  type OnCase,
  type ReadCase,
  ReasonBody,
  type RoutePlugin,
  whoOf,
  withinReach,
} from '@yuanqu/service-kit';
import { unknownTenancy } from '../../domain/tenancies/tenancy-decider.ts';
import type { Tenancy } from '../../domain/tenancies/tenancy.ts';
import type { ChangeTenancy } from '../../usecases/tenancies/change-tenancy.ts';
import type { EnterTenancy } from '../../usecases/tenancies/enter-tenancy.ts';
import {
  AssignBody,
  ChangeBody,
  ExitBody,
  IntentBody,
  RenewBody,
  SignBody,
  tags,
  TenancyItem,
  tenancyOnWire,
} from './tenancy-schemas.ts';

/** Intent, contract, change, renewal, assignment and exit: what a park enters of its tenants. */
export const tenancyChangeRoutes =
  (read: ReadCase<Tenancy>, enter: EnterTenancy, alter: ChangeTenancy): RoutePlugin =>
  (app: App) => {
    const config = { access: accessToCase('applications', 'write', read) };
    const on = async (request: OnOne): Promise<OnCase> => {
      refuseTenants(request.grant);
      withinReach(await read(request.params.id), request, unknownTenancy);
      return onCase(request);
    };

    app.post(
      '/tenancies',
      { schema: intendSchema, config: { access: accessToParkOfBody('applications', 'write') } },
      async (request, reply) => {
        refuseTenants(request.grant);
        return answerCase(reply.code(201), await enter.intend(request.body, whoOf(request)), tenancyOnWire);
      },
    );
    app.post('/tenancies/:id/sign', { schema: signSchema, config }, async (request, reply) =>
      answerCase(reply, await enter.sign(await on(request), request.body), tenancyOnWire),
    );
    app.post('/tenancies/:id/change', { schema: changeSchema, config }, async (request, reply) =>
      answerCase(reply, await alter.change(await on(request), request.body), tenancyOnWire),
    );
    app.post('/tenancies/:id/renew', { schema: renewSchema, config }, async (request, reply) =>
      answerCase(
        reply,
        await alter.renew(await on(request), request.body.until, request.body.rentFen),
        tenancyOnWire,
      ),
    );
    app.post('/tenancies/:id/assign', { schema: assignSchema, config }, async (request, reply) =>
      answerCase(reply, await alter.assign(await on(request), request.body), tenancyOnWire),
    );
    app.post('/tenancies/:id/exit', { schema: exitSchema, config }, async (request, reply) =>
      answerCase(
        reply,
        await alter.exit(await on(request), request.body.on, request.body.reason),
        tenancyOnWire,
      ),
    );
    app.post('/tenancies/:id/withdraw', { schema: withdrawSchema, config }, async (request, reply) =>
      answerCase(reply, await enter.withdraw(await on(request), request.body.reason), tenancyOnWire),
    );
  };

type OnOne = Parameters<typeof onCase>[0] & Parameters<typeof withinReach>[1];

/** An enterprise applies; its contract is entered by the park. */
function refuseTenants({ scope }: Grant): void {
  if (scope === 'own')
    throw new AppError(
      'auth.forbidden',
      'forbidden',
      '合同由园区运营方登记。 Contracts are entered by the park’s operator.',
    );
}

const response = { 200: TenancyItem };
const edit = { tags, ...caseEdit, response };

const intendSchema = {
  tags,
  summary:
    'Reserve units for the applicant of an approved application, or with a named exception; the intent lapses after thirty working days without a contract',
  body: IntentBody,
  response: { 201: TenancyItem },
};
const signSchema = { ...edit, summary: 'Sign the contract; its application is fulfilled', body: SignBody };
const changeSchema = {
  ...edit,
  summary: 'Change the units (all of them are named anew) or the rent',
  body: ChangeBody,
};
const renewSchema = { ...edit, summary: 'Renew it to a later day', body: RenewBody };
const assignSchema = {
  ...edit,
  summary: 'Assign it to another tenant, whose approved application it fulfils',
  body: AssignBody,
};
const exitSchema = { ...edit, summary: 'Agree on an exit before its term', body: ExitBody };
const withdrawSchema = { ...edit, summary: 'Give up an intent: its units are free again', body: ReasonBody };
