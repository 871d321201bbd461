import { type Guard, guardsOf, knock, knocksAt } from '@yuanqu/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  'GET /league-tables/:month': 'public',
  'GET /league-tables/:month/csv': 'public',
  'GET /league-tables': 'read figures',
  'GET /league-tables/:month/verify': 'read figures',
  'GET /league-tables/:month/corrections': 'read figures',
  'POST /league-tables/:month/close': 'close figures',
  'POST /league-tables/:month/publish': 'publish figures',
  'GET /league-tables/:month/reopenings': 'read figures',
  'POST /league-tables/:month/reopenings': 'reopen figures',
  'POST /league-tables/:month/reopenings/:id/confirm': 'reopen figures',
  'GET /scoring-rules': 'read figures',
  'POST /scoring-rules': 'write figures',
  'GET /ops/dead-letters': 'read dead-letters',
  'POST /ops/dead-letters/:id/replay': 'write dead-letters',
  'POST /ops/dead-letters/:id/discard': 'write dead-letters',
  'GET /ops/lag': 'read dead-letters',
} as const satisfies Readonly<Record<string, Guard>>;

const base = (): string => `${assessment.service.address}/api/assessment/v1`;

/** A verification looks into every park's units. */
const alsoClosed = {
  'GET /league-tables/:month/verify': ['task-force', 'park-operator', 'operator-client'],
} as const;

describe('the routes', () => {
  it('are all in the table, each with its guard', () => {
    expect(guardsOf(assessment.service.routes, '/api/assessment/v1')).toEqual(guards);
  });

  const closed = Object.entries<Guard>(guards).filter(([, guard]) => guard !== 'public');
  it.each(closed)('%s is closed without a token', async (route) => {
    expect(await knock(base(), route)).toEqual({ status: 401, turnedAway: false });
  });

  it.each(knocksAt(guards, alsoClosed))(
    '$route by $role, $park park: $letIn',
    async ({ route, letIn, claims }) => {
      const { status, turnedAway } = await knock(base(), route, await assessment.bearer(claims));
      // Which park a body is about is judged once the body is one.
      expect(status === 400 || turnedAway === !letIn).toBe(true);
      expect([401, 500]).not.toContain(status);
    },
  );
});
