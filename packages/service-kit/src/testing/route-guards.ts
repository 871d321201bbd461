import type { Action } from '../auth/permissions.ts';
import { type Role, roles } from '../auth/roles.ts';
import type { ListedRoute } from '../http/route-list.ts';
import { type Column, rightsInTable } from './authorisation-table.ts';
import type { TestClaims } from './test-issuer.ts';

/** What a route asks of its caller, in the words of the district's table; `units` go with occupancy. */
export type Guard = 'public' | 'signed-in' | `${Action} ${Column | 'units'}`;

/** A caller at a route, and whether the district's table lets them in. */
export interface Knock {
  readonly route: string;
  readonly role: Role;
  /** Whether the park that the route names is in the caller's scope. */
  readonly park: 'own' | 'other';
  readonly letIn: boolean;
  readonly claims: TestClaims;
}

const ownPark = 'software';

/**
 * Every route × role × own or other park: what a service's test knocks with. A route whose path names its park is closed
 * to those whose scope does not reach it; of the others the handler shows what the caller may see. `alsoClosed` names the
 * roles to which a handler is closed although the table opens their own: there is nothing of theirs to show.
 */
export const knocksAt = (
  guards: Readonly<Record<string, Guard>>,
  alsoClosed: Readonly<Record<string, readonly Role[]>> = {},
): readonly Knock[] =>
  Object.entries(guards)
    .filter(([, guard]) => guard !== 'public')
    .flatMap(([route, guard]) =>
      roles.flatMap((role) =>
        (namesPark(route) ? (['own', 'other'] as const) : (['own'] as const)).map((park) => ({
          route,
          role,
          park,
          letIn: isLetIn(role, guard, park) && !alsoClosed[route]?.includes(role),
          claims: claimsOf(role, park),
        })),
      ),
    );

/** The routes of a running service below a prefix, as `METHOD /path`, and what guards them. */
export const guardsOf = (routes: readonly ListedRoute[], prefix: string): Readonly<Record<string, Guard>> =>
  Object.fromEntries(
    routes
      .filter(({ url }) => url.startsWith(prefix) && !url.startsWith(`${prefix}/docs`))
      .map(({ method, url, access }) => [
        `${method} ${url.slice(prefix.length)}`,
        typeof access === 'string' ? access : (`${access.action} ${access.resource}` as Guard),
      ]),
  );

const namesPark = (route: string): boolean => /:park\b|\/parks\/:code\b/.test(route);

function isLetIn(role: Role, guard: Guard, park: 'own' | 'other'): boolean {
  if (guard === 'public' || guard === 'signed-in') return true;
  // A system that reports on units has to know which there are, and may not change them (ADR 0003).
  if (guard.endsWith(' units') && role === 'operator-client') return guard === 'read units' && park === 'own';
  const [action, column] = guard.split(' ') as [Action, Column | 'units'];
  const scope = rightsInTable(role, column === 'units' ? 'occupancy' : column)[action];
  return scope === 'district' || (scope !== undefined && park === 'own');
}

const claimsOf = (role: Role, park: 'own' | 'other'): TestClaims => ({
  subject: `${role}-of-${park}`,
  kind: role === 'operator-client' ? 'client' : 'person',
  roles: [role],
  parks: [park === 'own' ? ownPark : 'elsewhere'],
  operator: 'somebody',
  enterprise: '91350503M0000000XX',
});

export interface KnockAnswer {
  readonly status: number;
  /** Whether the guard sent the caller away. */
  readonly turnedAway: boolean;
}

/**
 * Calls the route on things that are not there, with a body that nobody accepts: what counts is the guard. `base` is the
 * address that the route's path is appended to.
 */
export async function knock(
  base: string,
  route: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<KnockAnswer> {
  const [method = '', path = ''] = route.split(' ');
  const filled = path
    .replace(/:park\b|(?<=\/parks\/):code\b/, ownPark)
    .replace(/:format\b/, 'csv')
    .replace(/:month\b/, '2026-01')
    .replaceAll(/:\w+/g, '01a20abf-bca7-7000-9d2d-d1be71788f3c');
  const { type, body } = path.includes('/imports/')
    ? { type: 'text/csv', body: 'unknown\n' }
    : { type: 'application/json', body: '{"unknown":true}' };
  const hasBody = !['GET', 'DELETE'].includes(method);
  const leaving = new AbortController();
  const answer = await fetch(base + filled, {
    method,
    headers: { ...headers, ...(hasBody && { 'content-type': type }) },
    ...(hasBody && { body }),
    signal: leaving.signal,
  });
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const text = isStream ? '' : await answer.text();
  leaving.abort();
  const turnedAway = answer.status === 403 && /"auth\.(forbidden|other-park|contract-over)"/.test(text);
  return { status: answer.status, turnedAway };
}
