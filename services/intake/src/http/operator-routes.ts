import { AppError, InstantSchema, Uscc } from '@yuanqu/domain';
import { OperatorCode, ParkCode, UsccText, Uuid } from '@yuanqu/events';
import {
  type Access,
  type App,
  expectedRevisionIfGiven,
  ifMatchHeader,
  type RoutePlugin,
  sendRevision,
} from '@yuanqu/service-kit';
import { Type } from 'typebox';
import type { OperatorRow } from '../domain/operator-row.ts';
import type { EnterOne } from '../usecases/enter-one.ts';
import type { makeContractOperator } from '../usecases/operator-contracts.ts';
import type { ListContracts, ListOperators } from '../usecases/operator-queries.ts';
import { Moment, momentOf, Until } from './moment.ts';
import { parksOf } from './reading.ts';
import { toWire } from './to-wire.ts';

export interface OperatorRoutesOptions {
  readonly listOperators: ListOperators;
  readonly listContracts: ListContracts;
  readonly enterOperator: EnterOne<OperatorRow>;
  readonly contractOperator: ReturnType<typeof makeContractOperator>;
}

/** Operators (`/operators`) and their contracts (`/parks/{park}/operator-contracts`). */
export const operatorRoutes =
  (options: OperatorRoutesOptions): RoutePlugin =>
  (app: App) => {
    app.get('/operators', { schema: listSchema, config: { access: reads } }, async ({ grant, principal }) => {
      const operators = await options.listOperators();
      const items = operators.filter(({ code }) => grant.scope !== 'own' || code === principal.operator);
      return toWire({ items });
    });
    app.put(
      '/operators/:code',
      { schema: enterSchema, config: { access: writes } },
      async (request, reply) => {
        const { grant, params, body, principal, context } = request;
        const uscc = body.uscc === undefined ? undefined : Uscc.parse(body.uscc);
        if (uscc instanceof AppError) throw uscc;
        const row = { code: params.code, name: body.name.trim(), uscc, contract: undefined };
        const run = { scope: parksOf(grant), by: principal.subject, context };
        const entered = await options.enterOperator(row, run, expectedRevisionIfGiven(request));
        sendRevision(reply, entered.revision);
        return entered;
      },
    );
    app.get(
      '/parks/:park/operator-contracts',
      { schema: contractsSchema, config: { access: { ...reads, park: parkOf } } },
      async ({ grant, params, principal }) => {
        const contracts = await options.listContracts([params.park]);
        const items = contracts.filter(
          ({ operator }) => grant.scope !== 'own' || operator === principal.operator,
        );
        return toWire({ items });
      },
    );
    app.post(
      '/parks/:park/operator-contracts',
      { schema: contractSchema, config: { access: { ...writes, park: parkOf } } },
      async ({ params: { park }, body: { operator, from, until }, context }) => {
        const terms = {
          park,
          from: momentOf(from),
          until: until === undefined ? undefined : momentOf(until),
        };
        return toWire(await options.contractOperator(operator, terms, context));
      },
    );
  };

const reads = { resource: 'operators', action: 'read' } as const satisfies Access;
const writes = { resource: 'operators', action: 'write' } as const satisfies Access;
const parkOf = ({ params }: { readonly params: Readonly<Record<string, string>> }) => params['park'];

const tags = ['operators'];
const Contract = Type.Object({
  id: Uuid,
  operator: OperatorCode,
  park: ParkCode,
  from: InstantSchema,
  until: Type.Optional(InstantSchema),
  revision: Type.Optional(Type.Integer({ description: 'For If-Match' })),
});

const listSchema = {
  tags,
  summary: 'Registered operators',
  response: {
    200: Type.Object({
      items: Type.Array(
        Type.Object({
          code: OperatorCode,
          name: Type.String(),
          uscc: Type.Optional(UsccText),
          demo: Type.Boolean(),
          revision: Type.Integer({ description: 'For If-Match' }),
        }),
      ),
    }),
  },
};

const enterSchema = {
  tags,
  summary: 'Register an operator (without If-Match), or correct its name and code',
  params: Type.Object({ code: OperatorCode }),
  headers: Type.Object(ifMatchHeader),
  body: Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
      uscc: Type.Optional(Type.String({ maxLength: 40 })),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      outcome: Type.Enum(['created', 'changed', 'unchanged']),
      revision: Type.Integer({ description: 'For If-Match' }),
    }),
  },
};

const contractsSchema = {
  tags,
  summary: 'Who answered for the park when, latest first',
  params: Type.Object({ park: ParkCode }),
  response: {
    200: Type.Object({ items: Type.Array(Type.Object({ ...Contract.properties, name: Type.String() })) }),
  },
};

const contractSchema = {
  tags,
  summary:
    'Contract the first operator of a park, or enter a contract that is history; who follows is called for',
  params: Type.Object({ park: ParkCode }),
  body: Type.Object(
    { operator: OperatorCode, from: Moment, until: Type.Optional(Until) },
    { additionalProperties: false },
  ),
  response: { 200: Contract },
};
