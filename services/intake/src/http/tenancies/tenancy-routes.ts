import {
  type App,
  caseRoutes,
  accessToParkOfQuery,
  type ReadCases,
  type RoutePlugin,
} from '@yuanqu/service-kit';
import { ParkCode } from '@yuanqu/events';
import { Type } from 'typebox';
import { unknownTenancy } from '../../domain/tenancies/tenancy-decider.ts';
import { type Tenancy, tenancyStatuses } from '../../domain/tenancies/tenancy.ts';
import type { ListExpiring } from '../../usecases/tenancies/list-expiring.ts';
import { TenancyItem, tenancyOnWire, tags } from './tenancy-schemas.ts';

/** `/tenancies`, one of them and its history. */
export const tenancyRoutes = (cases: ReadCases<Tenancy>): RoutePlugin =>
  caseRoutes({
    path: '/tenancies',
    resource: 'applications',
    tags,
    title: 'Tenancies: intents and contracts',
    statuses: tenancyStatuses,
    cases,
    unknown: unknownTenancy,
    item: TenancyItem,
    onWire: tenancyOnWire,
  });

/** `GET /expiring-tenancies?days=90` */
export const expiringTenancyRoutes =
  (listExpiring: ListExpiring): RoutePlugin =>
  (app: App) => {
    app.get(
      '/expiring-tenancies',
      { schema: expiringSchema, config: { access: accessToParkOfQuery('applications', 'read') } },
      async ({ grant, query: { park, days } }) => {
        // A tenant's own are in GET /tenancies.
        const parks = grant.scope === 'own' ? [] : grant.parks;
        return { items: (await listExpiring(parks, park, days)).map(tenancyOnWire) };
      },
    );
  };

const expiringSchema = {
  tags,
  summary: 'Contracts in force that end within so many days, the first to end first; at most 1,000',
  querystring: Type.Object({
    park: Type.Optional(ParkCode),
    days: Type.Integer({ minimum: 1, maximum: 365, default: 90 }),
  }),
  response: { 200: Type.Object({ items: Type.Array(TenancyItem) }) },
};
