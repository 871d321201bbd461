import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, listCases, partyOf, type Principal, readCase } from '@yuanqu/service-kit';
import type { ApplicationGroup, GroupStatus } from '../../domain/applications/application-group.ts';
import { applicationGroupKind } from './application-group-kind.ts';
import type { FindOwnGroups } from './application-ports.ts';

export interface GroupFilter {
  readonly park: string | undefined;
  readonly status: GroupStatus | undefined;
  /** The last id of the page before. */
  readonly before: string | undefined;
  readonly limit: number;
}

/** Groups of parks, or a person's own: those it founded and those its enterprise moves in with. Newest first. */
export type ListGroups = (
  reach: '*' | readonly string[] | Principal,
  filter: GroupFilter,
) => Promise<readonly CaseFile<ApplicationGroup>[]>;

export const makeListGroups =
  (db: Executor, findOwnGroups: FindOwnGroups): ListGroups =>
  async (reach, filter) => {
    const { park, status, before, limit } = filter;
    if (isOwn(reach)) return ownGroups(db, await findOwnGroups(db, reach.subject, partyOf(reach)), filter);
    const statuses = status === undefined ? undefined : [status];
    return listCases<ApplicationGroup>(
      db,
      applicationGroupKind.name,
    )({ parks: reach, park, statuses, before, limit });
  };

const isOwn = (reach: '*' | readonly string[] | Principal): reach is Principal =>
  typeof reach === 'object' && 'subject' in reach;

/** Nobody has many. */
async function ownGroups(
  db: Executor,
  ids: readonly string[],
  { park, status, before, limit }: GroupFilter,
): Promise<readonly CaseFile<ApplicationGroup>[]> {
  const read = readCase<ApplicationGroup>(db, applicationGroupKind.name);
  const inTurn = ids
    .filter((id) => before === undefined || id < before)
    .toSorted()
    .toReversed();
  const found: CaseFile<ApplicationGroup>[] = [];
  for (const id of inTurn) {
    if (found.length === limit) break;
    const file = await read(id);
    const isWanted = (park ?? file?.park) === file?.park && (status ?? file?.status) === file?.status;
    if (file && isWanted) found.push(file);
  }
  return found;
}
