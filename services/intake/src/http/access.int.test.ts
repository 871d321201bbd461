import { itGuardsItsRoutes } from '@yuanqu/service-kit/guarded-routes';
import { newId } from '@yuanqu/domain';
import { type Guard, knock, knocksAt } from '@yuanqu/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerTestPark } from '../testing/test-park.ts';
import { type IntakeUnderTest, startIntake } from '../testing/start-intake.ts';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await startIntake({ env: { YUANQU_RATE_LIMIT: '0' } });
  // Whom the matrix knocks as has the park, and somewhere else.
  await registerTestPark(intake.database.pool, { code: 'elsewhere', units: 1 });
  const { pool } = intake.database;
  await pool.query(`INSERT INTO operator (code, name) VALUES ('somebody', 'x'), ('departed', 'x')`);
  const contracts = [
    ['somebody', 'software', null],
    ['somebody', 'elsewhere', null],
    ['departed', 'software', '2026-01-01'],
  ];
  await pool.query('DELETE FROM operator_contract');
  for (const [operator, park, until] of contracts)
    await pool.query(
      `INSERT INTO operator_contract (id, operator, park, from_at, until_at) VALUES ($1, $2, $3, '2025-01-01', $4)`,
      [newId(), operator, park, until],
    );
});
afterAll(() => intake?.stop());

/** Every route and the right it takes in the district's table. A route that is missing here fails the test. */
const guards = {
  'GET /openapi.json': 'public',
  'GET /parks': 'read units',
  'GET /parks/:code': 'read units',
  'PUT /parks/:code': 'decide policies',
  'GET /district': 'public',
  'PUT /district': 'decide policies',
  'GET /wall': 'public',
  'GET /parks/:code/units': 'read units',
  'GET /units/:park/:unit/history': 'read units',
  'GET /units/:park/:unit': 'read units',
  'POST /units/:park/:unit/split': 'write units',
  'POST /units/:park/merge': 'write units',
  'PATCH /units/:park/:unit': 'write units',
  'GET /parks/:park/plots': 'read units',
  'GET /parks/:park/plots/:code/history': 'read units',
  'PUT /parks/:park/plots/:code': 'write units',
  'GET /parks/:park/land-use': 'read figures',
  'GET /parks/:park/land-use/enterprises': 'read enterprises',
  'GET /enterprises': 'read enterprises',
  'GET /enterprises/:id': 'read enterprises',
  'PUT /enterprises/:id': 'write enterprises',
  'GET /enterprises/:id/units': 'read units',
  'GET /enterprise-duplicates': 'read enterprises',
  'GET /enterprise-duplicates/dismissals': 'read enterprises',
  'POST /enterprise-duplicates/dismissals': 'decide applications',
  'POST /enterprise-duplicates/dismissals/:id/reversal': 'decide applications',
  'GET /enterprises/:id/mergers': 'read enterprises',
  'POST /enterprises/:id/merge': 'decide applications',
  'POST /enterprises/:id/unmerge': 'decide applications',
  'POST /bodies': 'write enterprises',
  'PUT /bodies/:id': 'write enterprises',
  'GET /enterprises/:uscc/figures': 'read enterprises',
  'PUT /enterprises/:uscc/figures/:park/:month': 'write enterprises',
  'POST /enterprises/:uscc/figures/:park/:month/correction': 'write figures',
  'GET /templates/figures.:format': 'read enterprises',
  'GET /exports/figures.:format': 'read enterprises',
  'POST /imports/figures': 'write enterprises',
  'GET /templates/figure-corrections.:format': 'read figures',
  'POST /imports/figure-corrections': 'write figures',
  'GET /tasks': 'read tasks',
  'GET /operators': 'read operators',
  'PUT /operators/:code': 'write operators',
  'GET /parks/:park/operator-contracts': 'read operators',
  'POST /parks/:park/operator-contracts': 'write operators',
  'GET /templates/units.:format': 'read units',
  'GET /exports/units.:format': 'read units',
  'POST /imports/units': 'write units',
  'GET /templates/enterprises.:format': 'read enterprises',
  'GET /exports/enterprises.:format': 'read enterprises',
  'POST /imports/enterprises': 'write enterprises',
  'GET /templates/operators.:format': 'read operators',
  'GET /exports/operators.:format': 'read operators',
  'POST /imports/operators': 'write operators',
  'GET /templates/amenities.:format': 'read units',
  'GET /exports/amenities.:format': 'read units',
  'POST /imports/amenities': 'write units',
  'GET /parks/:park/amenities': 'read units',
  'PUT /parks/:park/amenities/:id': 'write units',
  'DELETE /parks/:park/amenities/:id': 'write units',
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
  'GET /application-groups': 'read applications',
  'GET /application-groups/:id': 'read applications',
  'GET /application-groups/:id/history': 'read applications',
  'POST /application-groups/:id/submit': 'write applications',
  'POST /application-groups/:id/approve': 'decide applications',
  'POST /application-groups/:id/return': 'decide applications',
  'POST /application-groups/:id/reject': 'decide applications',
  'GET /demands': 'read applications',
  'GET /demands/:id': 'read applications',
  'GET /demands/:id/history': 'read applications',
  'GET /demands/:id/alternatives': 'read applications',
  'POST /demands/:id/decline': 'write applications',
  'GET /service-requests': 'read applications',
  'GET /service-requests/:id': 'read applications',
  'GET /service-requests/:id/history': 'read applications',
  'POST /service-requests': 'write applications',
  'POST /service-requests/:id/answer': 'write applications',
  'POST /service-requests/:id/reopen': 'write applications',
  'POST /service-requests/:id/rate': 'write applications',
  'POST /service-requests/:id/withdraw': 'write applications',
  'GET /incentive-claims': 'read applications',
  'GET /incentive-claims/:id': 'read applications',
  'GET /incentive-claims/:id/history': 'read applications',
  'POST /incentive-claims': 'write applications',
  'POST /incentive-claims/:id/proof': 'write applications',
  'POST /incentive-claims/:id/withdraw': 'write applications',
  'POST /incentive-claims/:id/ask-proof': 'decide applications',
  'POST /incentive-claims/:id/check': 'decide applications',
  'POST /incentive-claims/:id/grant': 'decide applications',
  'POST /incentive-claims/:id/refuse': 'decide applications',
  'POST /incentive-claims/:id/revocation': 'decide applications',
  'POST /incentive-claims/:id/revocation-decision': 'decide applications',
  'GET /tenancies': 'read applications',
  'GET /tenancies/:id': 'read applications',
  'GET /tenancies/:id/history': 'read applications',
  'GET /parks/:park/status-mismatches': 'read applications',
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
  'GET /operator-calls': 'read operators',
  'GET /operator-calls/:id': 'read operators',
  'GET /operator-calls/:id/history': 'read operators',
  'GET /open-operator-calls': 'public',
  'POST /operator-calls': 'write operators',
  'POST /operator-calls/:id/extend': 'write operators',
  'POST /operator-calls/:id/applications': 'write operators',
  'POST /operator-calls/:id/application-withdrawal': 'write operators',
  'POST /operator-calls/:id/admission': 'decide operators',
  'POST /operator-calls/:id/failure': 'decide operators',
  'POST /operator-calls/:id/contract': 'write operators',
  'POST /operator-calls/:id/withdraw': 'write operators',
  'GET /operator-handovers': 'read operators',
  'GET /operator-handovers/:id': 'read operators',
  'GET /operator-handovers/:id/history': 'read operators',
  'GET /operator-handovers/:id/saga': 'read operators',
  'POST /operator-handovers/:id/items/:item': 'write operators',
  'POST /operator-handovers/:id/complete': 'write operators',
  'POST /parks/:park/operator-contracts/:id/renew': 'write operators',
  'POST /parks/:park/operator-contracts/:id/exit': 'write operators',
  'GET /handover-items': 'read operators',
  'PUT /handover-items/:code': 'decide policies',
  'POST /occupancy': 'write occupancy',
  'GET /ops/dead-letters': 'read dead-letters',
  'POST /ops/dead-letters/:id/replay': 'write dead-letters',
  'POST /ops/dead-letters/:id/discard': 'write dead-letters',
  'GET /ops/lag': 'read dead-letters',
  'GET /ops/jobs': 'read dead-letters',
  'GET /ops/jobs/:name/parked': 'read dead-letters',
  'POST /ops/jobs/:name/parked/:id/free': 'write dead-letters',
  'GET /audit': 'read audit',
  'GET /audit.csv': 'read audit',
  'GET /audit/check': 'read audit',
  'GET /audit/:sequence': 'read audit',
  'POST /ops/snapshots': 'write dead-letters',
  'GET /ops/snapshots': 'read dead-letters',
  'GET /ops/snapshots/:id': 'read dead-letters',
  'GET /ops/snapshots/:id/history': 'read dead-letters',
} as const satisfies Readonly<Record<string, Guard>>;

/** Lists of a park or of the district hold nothing that is an enterprise's or an operator's own. */
const alsoClosed = {
  'GET /ops/jobs/:name/parked': ['park-operator', 'operator-client'],
  'GET /parks': ['enterprise'],
  'GET /parks/:code': ['enterprise'],
  'GET /parks/:code/units': ['enterprise'],
  'GET /units/:park/:unit': ['enterprise'],
  'GET /units/:park/:unit/history': ['enterprise'],
  'GET /exports/units.:format': ['enterprise'],
  'GET /exports/amenities.:format': ['enterprise'],
  'GET /exports/enterprises.:format': ['enterprise'],
  'GET /parks/:park/plots': ['enterprise'],
  'GET /parks/:park/plots/:code/history': ['enterprise'],
  'GET /parks/:park/status-mismatches': ['enterprise'],
  'GET /parks/:park/land-use/enterprises': ['enterprise'],
  'GET /enterprise-duplicates': ['enterprise'],
  'GET /enterprise-duplicates/dismissals': ['enterprise'],
  'GET /enterprises/:id/mergers': ['enterprise'],
  'POST /imports/enterprises': ['enterprise'],
  'GET /exports/figures.:format': ['enterprise'],
  'POST /imports/figures': ['enterprise'],
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

describe('the people of an operator whose contract is over', () => {
  // What is observed is believed for the time of the contract, whenever it is told; accounts and inboxes are nobody's park.
  const byContract = knocksAt(guards, alsoClosed).filter(
    ({ route, role, park, letIn }) =>
      role === 'park-operator' &&
      park === 'own' &&
      letIn &&
      !/ (occupancy|operators|dead-letters)$/.test(guardOf(route)),
  );
  const departed = {
    kind: 'person',
    roles: ['park-operator'],
    parks: ['software'],
    operator: 'departed',
  } as const;
  const isTurnedAway = async (route: string) =>
    (await knock(intake.url(''), route, await intake.bearer({ subject: 'departed', ...departed })))
      .turnedAway;

  it.each(byContract)('$route is closed to them', async ({ route }) => {
    expect(await isTurnedAway(route)).toBe(true);
  });

  it('read on while they hand over, and write nothing', async () => {
    await intake.database.pool.query(
      `INSERT INTO chassis.case_file (kind, id, status, park, party, revision, state, opened_at, changed_at)
       VALUES ('operator-handover', $1, 'open', 'software', 'departed', 1, '{}', now(), now())`,
      [newId()],
    );
    expect(await isTurnedAway('GET /tenancies')).toBe(false);
    expect(await isTurnedAway('POST /applications')).toBe(true);
    expect(await isTurnedAway('PATCH /units/:park/:unit')).toBe(true);
    expect(await isTurnedAway('GET /templates/units.:format')).toBe(false);
  });
});

function guardOf(route: string): string {
  return guards[route as keyof typeof guards];
}
