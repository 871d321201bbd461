import { itGuardsItsRoutes } from '@yuanqu/service-kit/guarded-routes';
import type { Guard } from '@yuanqu/service-kit/testing';
import { afterAll, beforeAll } from 'vitest';
import { type AssessmentUnderTest, startAssessment } from '../testing/start-assessment.ts';
import { systemClock } from '@yuanqu/domain';

let assessment: AssessmentUnderTest;
beforeAll(async () => {
  assessment = await startAssessment(systemClock, { YUANQU_RATE_LIMIT: '0' });
});
afterAll(() => assessment?.stop());

/** Every route and the right it takes in the district's table. A route that is missing here fails the test. */
const guards = {
  'GET /openapi.json': 'public',
  'GET /figures': 'read figures',
  'GET /parks/:code/figures': 'read figures',
  'GET /totals': 'public',
  'GET /parks/:code/occupancy': 'read figures',
  'GET /parks/:code/occupancy/units': 'read figures',
  'GET /parks/:code/units/:unit/intervals': 'read figures',
  'GET /parks/:code/occupancy/observations': 'read figures',
  'GET /parks/:code/occupancy/csv': 'read figures',
  'GET /parks/:code/targets': 'read chain',
  'PUT /parks/:code/targets': 'write chain',
  'GET /parks/:code/chain': 'public',
  'GET /parks/:code/chain.svg': 'public',
  'GET /parks/:code/chain/definition': 'write chain',
  'GET /parks/:code/chain/versions': 'read chain',
  'PUT /parks/:code/chain': 'write chain',
  'GET /parks/:code/chain/segments.csv': 'public',
  'GET /parks/:code/chain/links.csv': 'public',
  'POST /parks/:code/chain/imports/segments': 'write chain',
  'POST /parks/:code/chain/imports/links': 'write chain',
  'GET /renovation-candidates': 'read figures',
  'GET /goals': 'read chain',
  'GET /goals/:id': 'read chain',
  'GET /goals/:id/history': 'read chain',
  'GET /goals/:id/progress': 'read chain',
  'GET /parks/:code/goals': 'read chain',
  'POST /goals': 'write chain',
  'POST /goals/:id/agree': 'write chain',
  'POST /goals/:id/decline': 'write chain',
  'POST /goals/:id/withdraw': 'write chain',
  'POST /goals/:id/change': 'write chain',
  'POST /goals/:id/change/agree': 'write chain',
  'POST /goals/:id/change/decline': 'write chain',
  'POST /goals/:id/change/withdraw': 'write chain',
  'GET /league-tables/:month': 'public',
  'GET /league-tables/:month/csv': 'public',
  'GET /league-tables': 'public',
  'GET /league-tables/quarters/:quarter': 'public',
  'GET /league-tables/quarters/:quarter/csv': 'public',
  'GET /league-tables/years/:year': 'public',
  'GET /league-tables/years/:year/csv': 'public',
  'GET /league-tables/:month/verify': 'read figures',
  'GET /league-tables/:month/document': 'read figures',
  'GET /league-tables/:month/corrections': 'read figures',
  'POST /league-tables/:month/close': 'close figures',
  'POST /league-tables/:month/recompute': 'close figures',
  'POST /league-tables/:month/publish': 'publish figures',
  'GET /league-tables/:month/reopenings': 'read figures',
  'POST /league-tables/:month/reopenings': 'reopen figures',
  'POST /league-tables/:month/reopenings/:id/confirm': 'reopen figures',
  'GET /scoring-rules': 'read figures',
  'POST /scoring-rules': 'write figures',
  'GET /operator-standings': 'read operators',
  'GET /operator-standings/:id': 'read operators',
  'GET /operator-standings/:id/history': 'read operators',
  'GET /operator-standings/:id/saga': 'read operators',
  'POST /operator-standings/:id/plan': 'appeal figures',
  'POST /operator-standings/:id/plan-return': 'write operators',
  'POST /operator-standings/:id/rectification': 'write operators',
  'POST /operator-standings/:id/interview': 'write operators',
  'POST /operator-standings/:id/clear-out-proposal': 'write operators',
  'POST /operator-standings/:id/clear-out-refusal': 'decide operators',
  'POST /operator-standings/:id/clear-out': 'decide operators',
  'POST /operator-standings/:id/appeal': 'appeal figures',
  'POST /operator-standings/:id/appeal-decision': 'decide figures',
  'POST /operator-standings/:id/pause': 'publish figures',
  'POST /operator-standings/:id/resume': 'publish figures',
  'GET /operator-standing-rules': 'read figures',
  'POST /operator-standing-rules': 'write figures',
  'GET /operator-standing-months': 'read figures',
  'GET /incidents': 'read figures',
  'GET /incidents/:id': 'read figures',
  'GET /incidents/:id/history': 'read figures',
  'POST /incidents': 'decide figures',
  'POST /incidents/:id/withdraw': 'decide figures',
  'GET /objections': 'read figures',
  'GET /objections/:id': 'read figures',
  'GET /objections/:id/history': 'read figures',
  'POST /objections': 'appeal figures',
  'POST /objections/:id/decide': 'decide figures',
  'POST /objections/:id/withdraw': 'appeal figures',
  'GET /ops/dead-letters': 'read dead-letters',
  'POST /ops/dead-letters/:id/replay': 'write dead-letters',
  'POST /ops/dead-letters/:id/discard': 'write dead-letters',
  'GET /ops/lag': 'read dead-letters',
} as const satisfies Readonly<Record<string, Guard>>;

/** Both look into every park. */
const alsoClosed = {
  'GET /league-tables/:month/verify': ['task-force', 'park-operator', 'operator-client'],
  'GET /league-tables/:month/document': ['task-force', 'park-operator', 'operator-client'],
} as const;

itGuardsItsRoutes(
  () => ({
    routes: assessment.service.routes,
    base: `${assessment.service.address}/api/assessment/v1`,
    bearer: assessment.bearer,
  }),
  guards,
  alsoClosed,
);
