import { itGuardsItsRoutes } from '@yuanqu/service-kit/guarded-routes';
import type { Guard } from '@yuanqu/service-kit/testing';
import { afterAll, beforeAll } from 'vitest';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
});
afterAll(() => intake?.stop());

/** Every route and the right it takes in the district's table. A route that is missing here fails the test. */
const guards = {
  'GET /openapi.json': 'public',
  'GET /parks': 'read units',
  'GET /parks/:code': 'read units',
  'GET /wall': 'public',
  'GET /parks/:code/units': 'read units',
  'GET /units/:park/:unit/history': 'read units',
  'POST /units/:park/:unit/split': 'write units',
  'POST /units/:park/merge': 'write units',
  'PATCH /units/:park/:unit': 'write units',
  'GET /enterprises': 'read enterprises',
  'GET /enterprises/:id': 'read enterprises',
  'PUT /enterprises/:id': 'write enterprises',
  'GET /tasks': 'read tasks',
  'GET /operators': 'read operators',
  'PUT /operators/:code': 'write operators',
  'GET /parks/:park/operator-contracts': 'read operators',
  'POST /parks/:park/operator-contracts': 'write operators',
  'POST /parks/:park/operator-contracts/:id/end': 'write operators',
  'GET /templates/units.:format': 'read units',
  'GET /exports/units.:format': 'read units',
  'POST /imports/units': 'write units',
  'GET /templates/enterprises.:format': 'read enterprises',
  'GET /exports/enterprises.:format': 'read enterprises',
  'POST /imports/enterprises': 'write enterprises',
  'GET /templates/operators.:format': 'read operators',
  'GET /exports/operators.:format': 'read operators',
  'POST /imports/operators': 'write operators',
  'GET /policies': 'read policies',
  'GET /policies/:id': 'read policies',
  'GET /policies/:id/history': 'read policies',
  'GET /policies/:id/dry-run': 'decide policies',
  'GET /published-policies': 'public',
  'POST /policies': 'decide policies',
  'PUT /policies/:id': 'decide policies',
  'POST /policies/:id/publish': 'decide policies',
  'POST /policies/:id/discard': 'decide policies',
  'GET /applications': 'read applications',
  'GET /applications/:id': 'read applications',
  'GET /applications/:id/history': 'read applications',
  'GET /applications/:id/contact': 'read unmasked',
  'POST /applications': 'write applications',
  'PUT /applications/:id': 'write applications',
  'POST /applications/:id/submit': 'write applications',
  'POST /applications/:id/withdraw': 'write applications',
  'POST /applications/:id/return': 'decide applications',
  'POST /applications/:id/approve': 'decide applications',
  'POST /applications/:id/reject': 'decide applications',
  'POST /application-groups': 'write applications',
  'GET /application-groups/:id': 'read applications',
  'POST /application-groups/:id/submit': 'write applications',
  'POST /application-groups/:id/approve': 'decide applications',
  'GET /tenancies': 'read applications',
  'GET /tenancies/:id': 'read applications',
  'GET /tenancies/:id/history': 'read applications',
  'GET /expiring-tenancies': 'read applications',
  'POST /tenancies': 'write applications',
  'POST /tenancies/:id/sign': 'write applications',
  'POST /tenancies/:id/change': 'write applications',
  'POST /tenancies/:id/renew': 'write applications',
  'POST /tenancies/:id/assign': 'write applications',
  'POST /tenancies/:id/exit': 'write applications',
  'POST /tenancies/:id/withdraw': 'write applications',
  'POST /tenancies/:id/clear-out-notice': 'decide applications',
  'POST /tenancies/:id/hearing-request': 'write applications',
  'POST /tenancies/:id/hearing': 'decide applications',
  'POST /tenancies/:id/clear-out': 'decide applications',
  'POST /occupancy': 'write occupancy',
  'GET /ops/dead-letters': 'read dead-letters',
  'POST /ops/dead-letters/:id/replay': 'write dead-letters',
  'POST /ops/dead-letters/:id/discard': 'write dead-letters',
  'GET /ops/lag': 'read dead-letters',
  'POST /ops/snapshots': 'write dead-letters',
  'GET /ops/snapshots': 'read dead-letters',
  'GET /ops/snapshots/:id': 'read dead-letters',
  'GET /ops/snapshots/:id/history': 'read dead-letters',
} as const satisfies Readonly<Record<string, Guard>>;

/** Lists of a park or of the district hold nothing that is an enterprise's or an operator's own. */
const alsoClosed = {
  'GET /parks': ['enterprise'],
  'GET /parks/:code': ['enterprise'],
  'GET /parks/:code/units': ['enterprise'],
  'GET /units/:park/:unit/history': ['enterprise'],
  'GET /exports/units.:format': ['enterprise'],
  'GET /exports/enterprises.:format': ['enterprise'],
  'POST /imports/enterprises': ['enterprise'],
  'GET /exports/operators.:format': ['park-operator'],
} as const;

itGuardsItsRoutes(
  () => ({
    routes: intake.service.routes,
    base: intake.url(''),
    bearer: intake.bearer,
  }),
  guards,
  alsoClosed,
);
