import type { Executor } from '@yuanqu/messaging';
import { type CommandOptions, type Deed, handleCase, type HandledCase, lockCase } from '@yuanqu/service-kit';
import type { Application, ApplicationStatus } from '../../domain/applications/application.ts';
import type { ApplicationCommand } from '../../domain/applications/application-facts.ts';
import type { ApplicationGroup } from '../../domain/applications/application-group.ts';
import { applicationGroupKind } from './application-group-kind.ts';
import { applicationKind } from './application-kind.ts';
import { contractDueAt } from './deadlines.ts';

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
  const given =
    command.kind === 'approve' ? { ...command, groupHeld: group?.state.status === 'held' } : command;
  const { file, events } = await handleCase(tx, applicationKind, id, given, deed, options);
  const standing = standingOf(file.state.status);
  if (!standing) return { file, events };
  const noted = await handleCase(
    tx,
    applicationGroupKind,
    groupId,
    { kind: 'note', application: id, standing },
    deed,
  );
  const others = await settleMembers(tx, noted.file.state, deed);
  // The member's own confirmation is among them.
  const own = others.find((one) => one.file.id === id)?.file ?? file;
  return { file: own, events: [...events, ...others.flatMap((one) => one.events)] };
}

async function groupOf(tx: Executor, id: string): Promise<string | undefined> {
  const { rows } = await tx.query<{ group: string | null }>(
    `SELECT state ->> 'group' AS group FROM chassis.case_file WHERE kind = $1 AND id = $2`,
    [applicationKind.name, id],
  );
  return rows[0]?.group ?? undefined;
}

const standings: Readonly<Partial<Record<ApplicationStatus, 'approved' | 'out'>>> = {
  'approved-in-group': 'approved',
  approved: 'approved',
  rejected: 'out',
  withdrawn: 'out',
  expired: 'out',
};

const standingOf = (status: ApplicationStatus): 'approved' | 'out' | undefined => standings[status];

/** Confirms those who waited once the group holds; ends all who are still in once it failed. */
async function settleMembers(
  tx: Executor,
  { status, members }: ApplicationGroup,
  deed: Deed,
): Promise<readonly HandledCase<Application>[]> {
  if (status !== 'held' && status !== 'failed') return [];
  const settled: HandledCase<Application>[] = [];
  for (const id of Object.keys(members)) {
    const { state } = (await lockCase<Application>(tx, applicationKind.name, id)) ?? {};
    const command = state && commandFor(status, state.status, deed.at);
    if (command) settled.push(await handleCase(tx, applicationKind, id, command, deed));
  }
  return settled;
}

function commandFor(
  group: 'held' | 'failed',
  member: ApplicationStatus,
  at: Date,
): ApplicationCommand | undefined {
  if (group === 'held')
    return member === 'approved-in-group' ? { kind: 'confirm', contractDueAt: contractDueAt(at) } : undefined;
  return undecided.has(member) ? { kind: 'fail-with-group' } : undefined;
}

const undecided: ReadonlySet<ApplicationStatus> = new Set([
  'drafted',
  'returned',
  'in-review',
  'approved-in-group',
]);
