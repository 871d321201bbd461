import type { AppError } from '@yuanqu/domain';
import type { Grant, ResourceAccess } from '../auth/access.ts';
import type { Action, Resource } from '../auth/permissions.ts';
import type { Principal } from '../auth/principal.ts';
import type { CaseFile } from './case-file.ts';
import type { ReadCase } from './case-queries.ts';

/** Access to one case: through its park, or by its being the caller's own, which `withinReach` sees to. */
export const accessToCase = (
  resource: Resource,
  action: Action,
  read: ReadCase<unknown>,
): ResourceAccess => ({
  resource,
  action,
  park: async ({ params, grant }) =>
    grant.scope === 'own' ? undefined : (await read(params['id'] ?? ''))?.park,
});

/** Access to what is entered into the park that the body names. */
export const accessToParkOfBody = (resource: Resource, action: Action): ResourceAccess => ({
  resource,
  action,
  park: ({ body, grant }) =>
    grant.scope === 'own' ? undefined : (body as { readonly park?: string } | undefined)?.park,
});

/** Access to a list that may be narrowed to the park of the query; whoever sees their own only may look for it in any park. */
export const accessToParkOfQuery = (resource: Resource, action: Action): ResourceAccess => ({
  resource,
  action,
  park: ({ query, grant }) =>
    grant.scope !== 'own' && typeof query['park'] === 'string' ? query['park'] : undefined,
});

/** Whom a case would have to be about to be the caller's own. */
export const partyOf = ({ enterprise, operator }: Principal): string => enterprise ?? operator ?? '';

/** The case, if it is there and within the caller's reach; otherwise throws `unknown`. Without a park it is no park's. */
export function withinReach<State>(
  file: CaseFile<State> | undefined,
  { grant, principal }: { readonly grant: Grant; readonly principal: Principal },
  unknown: AppError,
): CaseFile<State> {
  if (!file) throw unknown;
  const isOwn = file.party !== undefined && file.party === partyOf(principal);
  const isBeyond = grant.scope === 'own' ? !isOwn : grant.scope === 'park' && file.park === undefined;
  if (isBeyond) throw unknown;
  return file;
}
