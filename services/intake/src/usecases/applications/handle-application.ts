import type { Executor } from '@yuanqu/messaging';
import { type CommandOptions, type Deed, handleCase, type HandledCase, lockCase } from '@yuanqu/service-kit';
import type { Application, ApplicationStatus } from '../../domain/applications/application.ts';
import type { ApplicationCommand } from '../../domain/applications/application-facts.ts';
import type {
  ApplicationGroup,
  GroupStatus,
  MemberStanding,
} from '../../domain/applications/application-group.ts';
import { applicationGroupKind } from './application-group-kind.ts';
import { applicationKind } from './application-kind.ts';
import { contractDueAt, reviewDueAt } from './deadlines.ts';

/**
 * Gives a command to an application, and carries what that means for its group to the other members: the group's lock
 * comes first, so that members decided at once wait for one another.
 */
export async function handleApplication(
  tx: Executor,
  id: string,
  command: ApplicationCommand,
  deed: Deed,
  options?: CommandOptions,
): Promise<HandledCase<Application>> {
  const groupId = await groupOf(tx, id);
  if (groupId === undefined) return handleCase(tx, applicationKind, id, command, deed, options);
  const group = await lockCase<ApplicationGroup>(tx, applicationGroupKind.name, groupId);
  const given = inGroup(command, group?.state.status);
  const { file, events } = await handleCase(tx, applicationKind, id, given, deed, options);
  const standing = standingOf(file.state.status);
  if (!standing) return { file, events };
  const noted = await note(tx, groupId, { application: id, standing }, deed);
  // What became of the group was carried to its members then, and they have gone on.
  if (noted.file.state.status === group?.state.status) return { file, events };
  const others = await settleMembers(tx, groupId, noted.file.state, deed);
  // The member's own confirmation is among them.
  const own = others.find((one) => one.file.id === id)?.file ?? file;
  return { file: own, events: [...events, ...others.flatMap((one) => one.events)] };
}

/** A group decides for its members until it holds; what is left of one is decided one by one. */
function inGroup(command: ApplicationCommand, group: GroupStatus | undefined): ApplicationCommand {
  if (command.kind === 'approve') return { ...command, groupHeld: group === 'held' || group === 'dissolved' };
  return command.kind === 'submit' && group !== 'gathering' ? { ...command, withGroup: true } : command;
}

const note = (
  tx: Executor,
  group: string,
  member: { readonly application: string; readonly standing: MemberStanding },
  deed: Deed,
) => handleCase(tx, applicationGroupKind, group, { kind: 'note', ...member }, deed);

async function groupOf(tx: Executor, id: string): Promise<string | undefined> {
  const { rows } = await tx.query<{ group: string | null }>(
    `SELECT state ->> 'group' AS group FROM chassis.case_file WHERE kind = $1 AND id = $2`,
    [applicationKind.name, id],
  );
  return rows[0]?.group ?? undefined;
}

const standings: Readonly<Partial<Record<ApplicationStatus, MemberStanding>>> = {
  returned: 'open',
  'in-review': 'open',
  'approved-in-group': 'approved',
  approved: 'approved',
  rejected: 'out',
  withdrawn: 'out',
  expired: 'out',
};

const standingOf = (status: ApplicationStatus): MemberStanding | undefined => standings[status];

/**
 * Confirms those who waited once the group holds; ends all who are still in once it failed; once it is dissolved, has those
 * who were approved with it, and have no contract yet, reviewed each by itself.
 */
async function settleMembers(
  tx: Executor,
  group: string,
  { status, members }: ApplicationGroup,
  deed: Deed,
): Promise<readonly HandledCase<Application>[]> {
  if (status !== 'held' && status !== 'failed' && status !== 'dissolved') return [];
  const settled: HandledCase<Application>[] = [];
  for (const id of Object.keys(members)) {
    const { state } = (await lockCase<Application>(tx, applicationKind.name, id)) ?? {};
    const command = state && commandFor(status, state.status, deed.at);
    if (!command) continue;
    settled.push(await handleCase(tx, applicationKind, id, command, deed));
    if (status === 'dissolved') await note(tx, group, { application: id, standing: 'open' }, deed);
  }
  return settled;
}

function commandFor(
  group: 'held' | 'failed' | 'dissolved',
  member: ApplicationStatus,
  at: Date,
): ApplicationCommand | undefined {
  if (group === 'held')
    return member === 'approved-in-group' ? { kind: 'confirm', contractDueAt: contractDueAt(at) } : undefined;
  if (group === 'dissolved') return member === 'approved' ? reviewAgain(at) : undefined;
  return undecided.has(member) ? { kind: 'fail-with-group' } : undefined;
}

const reviewAgain = (at: Date): ApplicationCommand => ({
  kind: 'review-again',
  reason:
    '抱团成员减少，不足约定家数，须单独重新审核。 Too few of its group are left; it is reviewed again by itself.',
  reviewDueAt: reviewDueAt(at),
});

const undecided: ReadonlySet<ApplicationStatus> = new Set([
  'drafted',
  'returned',
  'in-review',
  'approved-in-group',
]);
