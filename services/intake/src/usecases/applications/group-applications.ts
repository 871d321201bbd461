import { newId } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import {
  type CaseFile,
  checkRevision,
  type Deed,
  handleCase,
  lockCase,
  type OnCase,
  type Who,
} from '@yuanqu/service-kit';
import type { Application } from '../../domain/applications/application.ts';
import {
  type ApplicationGroup,
  type GroupRule,
  unknownGroup,
} from '../../domain/applications/application-group.ts';
import { unknownPark } from '../describe-parks.ts';
import { applicationGroupKind } from './application-group-kind.ts';
import { applicationKind } from './application-kind.ts';
import type { ApplicationPorts } from './application-ports.ts';
import { contractDueAt, draftExpiresAt, reviewDueAt } from './deadlines.ts';
import { handleApplication } from './handle-application.ts';
import { judgeAdmission } from './judge-admission.ts';

export interface FoundGroup {
  readonly park: string;
  readonly name: string;
  readonly rule: GroupRule;
}

/** Founds groups, submits all members at once, and decides on them as one. Errors: those of the deciders. */
export const makeGroupApplications = (ports: ApplicationPorts) => ({
  found: (group: FoundGroup, who: Who): Promise<CaseFile<ApplicationGroup>> =>
    ports.transaction(async (tx) => {
      if (!(await ports.parkExists(tx, group.park))) throw unknownPark(group.park);
      const at = ports.clock();
      const command = { kind: 'found', ...group, by: who.by } as const;
      const { file } = await handleCase(tx, applicationGroupKind, newId(at.getTime()), command, {
        ...who,
        at,
      });
      return file;
    }),
  submit: ({ id, expected, who }: OnCase): Promise<CaseFile<ApplicationGroup>> =>
    ports.transaction(async (tx) => {
      const deed = { ...who, at: ports.clock() };
      const { file } = await handleCase(tx, applicationGroupKind, id, { kind: 'submit' }, deed, { expected });
      await ports.append(
        tx,
        await forEachOpen(tx, file.state, (member) => submitMember(ports, tx, member, deed)),
      );
      return file;
    }),
  /** Approves every member that is in review: the group is decided as one. */
  approve: ({ id, expected, who }: OnCase): Promise<CaseFile<ApplicationGroup>> =>
    ports.transaction(async (tx) => {
      const deed = { ...who, at: ports.clock() };
      const group = await lockGroup(tx, id, expected);
      const command = { kind: 'approve', by: who.by, contractDueAt: contractDueAt(deed.at) } as const;
      const events = await forEachOpen(tx, group.state, async ({ id: member, status }) =>
        status === 'in-review' ? (await handleApplication(tx, member, command, deed)).events : [],
      );
      await ports.append(tx, events);
      return lockGroup(tx, id);
    }),
});

export type GroupApplications = ReturnType<typeof makeGroupApplications>;

async function submitMember(
  { readPolicyInForce }: ApplicationPorts,
  tx: Executor,
  { id, state }: CaseFile<Application>,
  deed: Deed,
): Promise<readonly NewEvent[]> {
  const admission = await judgeAdmission(readPolicyInForce, tx, state.content, deed.at);
  const times = { reviewDueAt: reviewDueAt(deed.at), expiresAt: draftExpiresAt(deed.at) };
  const command = { kind: 'submit', admission, ...times, withGroup: true } as const;
  return (await handleApplication(tx, id, command, deed)).events;
}

async function forEachOpen(
  tx: Executor,
  { members }: ApplicationGroup,
  act: (member: CaseFile<Application>) => Promise<readonly NewEvent[]>,
): Promise<readonly NewEvent[]> {
  const events: NewEvent[] = [];
  for (const [id, standing] of Object.entries(members)) {
    if (standing !== 'open') continue;
    const member = await lockCase<Application>(tx, applicationKind.name, id);
    if (member) events.push(...(await act(member)));
  }
  return events;
}

async function lockGroup(tx: Executor, id: string, expected?: number): Promise<CaseFile<ApplicationGroup>> {
  const group = await lockCase<ApplicationGroup>(tx, applicationGroupKind.name, id);
  if (!group) throw unknownGroup;
  checkRevision(group, expected);
  return group;
}
