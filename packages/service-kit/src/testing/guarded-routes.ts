import { describe, expect, it } from 'vitest';
import type { Role } from '../auth/roles.ts';
import type { ListedRoute } from '../http/route-list.ts';
import { type Guard, guardsOf, knock, knocksAt } from './route-guards.ts';
import type { TestClaims } from './test-issuer.ts';

export interface GuardedService {
  readonly routes: readonly ListedRoute[];
  /** Where its routes are, such as `http://127.0.0.1:4000/api/intake/v1`. */
  readonly base: string;
  readonly bearer: (claims: TestClaims) => Promise<{ readonly authorization: string }>;
}

/**
 * The tests of who gets past which route: every route is in the table of guards, and each × every role × own or other
 * park is knocked at. `alsoClosed` as `knocksAt` says. `running` is asked once the service runs.
 */
export function itGuardsItsRoutes(
  running: () => GuardedService,
  guards: Readonly<Record<string, Guard>>,
  alsoClosed?: Readonly<Record<string, readonly Role[]>>,
): void {
  describe('the routes', () => {
    it('are all in the table, each with its guard', () => {
      const { routes, base } = running();
      expect(guardsOf(routes, new URL(base).pathname)).toEqual(guards);
    });

    const closed = Object.entries(guards).filter(([, guard]) => guard !== 'public');
    it.each(closed)('%s is closed without a token', async (route) => {
      expect(await knock(running().base, route)).toEqual({ status: 401, turnedAway: false });
    });

    it.each(knocksAt(guards, alsoClosed))(
      '$route by $role, $park park: $letIn',
      async ({ route, letIn, claims }) => {
        const { base, bearer } = running();
        const { status, turnedAway } = await knock(base, route, await bearer(claims));
        // Which park a body is about is judged once the body is one.
        expect(status === 400 || turnedAway === !letIn).toBe(true);
        expect([401, 500]).not.toContain(status);
      },
    );
  });
}
