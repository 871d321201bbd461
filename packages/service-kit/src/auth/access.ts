import type { FastifyRequest } from 'fastify';
import { type Action, permissions, type Resource, type Scope } from './permissions.ts';
import type { Principal } from './principal.ts';

/**
 * Who may call a route: everybody; whoever is signed in; or whoever's roles allow the action on the resource. With
 * `park`, the park it names must be in the caller's scope; without, the handler filters by `request.grant`.
 */
export type Access = 'public' | 'signed-in' | ResourceAccess;

export interface ResourceAccess {
  readonly resource: Resource;
  readonly action: Action;
  /** The code of the park that a request touches; undefined when it touches none. */
  readonly park?: (request: ParkRequest) => string | undefined | Promise<string | undefined>;
}

/** A validated request whose params and body the route knows better than this type does. */
export type ParkRequest = Omit<FastifyRequest, 'params' | 'query' | 'body'> & {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
};

/** How far the caller's right reaches: `own` also means that only the caller's own objects count. */
export interface Grant {
  readonly scope: Scope;
  readonly parks: '*' | readonly string[];
}

/** A caller whose roles allow something, and how far. */
export interface Granted {
  readonly caller: Principal;
  readonly access: ResourceAccess;
  readonly grant: Grant;
}

/**
 * What a service knows of its callers that their tokens don't say: the grant, or one that reaches less far. Throws an
 * AppError when nothing is left of it.
 */
export type NarrowGrant = (granted: Granted) => Grant | Promise<Grant>;

const breadth: readonly Scope[] = ['own', 'park', 'district'];

/** The widest grant that the caller's roles give for the action on the resource, if any. */
export function grantFor(principal: Principal, resource: Resource, action: Action): Grant | undefined {
  const scopes = new Set(principal.roles.map((role) => permissions[role][resource]?.[action]));
  const widest = breadth.findLast((scope) => scopes.has(scope));
  if (widest === undefined) return undefined;
  return { scope: widest, parks: widest === 'district' ? '*' : principal.parks };
}
