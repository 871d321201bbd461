import { AppError, newId } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type Deed, handleCase, lockCase, type OnCase, type Who } from '@yuanqu/service-kit';
import type { Application } from '../../domain/applications/application.ts';
import type {
  ApplicationGroup,
  GroupCommand,
  GroupRule,
} from '../../domain/applications/application-group.ts';
import { unknownGroup } from '../../domain/applications/group-decider.ts';
import { unknownPark } from '../describe-parks.ts';
import type { ApplicationCommand } from '../../domain/applications/application-facts.ts';
import { applicationGroupKind } from './application-group-kind.ts';
import { applicationKind } from './application-kind.ts';
import type { ApplicationPorts } from './application-ports.ts';
import { contractDueAt, draftExpiresAt, reviewDueAt } from './deadlines.ts';
import { handleApplication } from './handle-application.ts';
import { judgeSubmission } from './judge-admission.ts';

export interface FoundGroup {
  readonly park: string;
  readonly name: string;
  readonly rule: GroupRule;
}

/**
 * Founds groups, submits all members at once, and approves, returns or rejects them as one. Errors: those of the deciders,
 * `application-group.none-in-review`, `intake.unknown-park`.
 */
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
  submit: (on: OnCase): Promise<CaseFile<ApplicationGroup>> =>
    decideAsOne(ports, on, {
      given: (at) => ({ kind: 'submit', reviewDueAt: reviewDueAt(at) }),
      each: (tx, member, deed) => submitMember(ports, tx, member, deed),
    }),
  approve: (on: OnCase): Promise<CaseFile<ApplicationGroup>> =>
    decideAsOne(ports, on, {
      given: () => ({ kind: 'approve', by: on.who.by }),
      each: async (tx, { id, status }, deed) => {
        if (status !== 'in-review') return undefined;
        const command = { kind: 'approve', by: on.who.by, contractDueAt: contractDueAt(deed.at) } as const;
        return (await handleApplication(tx, id, command, deed)).events;
      },
      otherwise: noneInReview,
    }),
  sendBack: (on: OnCase, reason: string): Promise<CaseFile<ApplicationGroup>> =>
    decideAsOne(ports, on, {
      given: () => ({ kind: 'return', reason, by: on.who.by }),
      each: (tx, member, deed) => {
        const expiresAt = draftExpiresAt(deed.at);
        return isUnderReview(member)
          ? decideAlone(tx, member, { kind: 'return', reason, by: on.who.by, expiresAt }, deed)
          : nothing;
      },
    }),
  reject: (on: OnCase, reason: string): Promise<CaseFile<ApplicationGroup>> =>
    decideAsOne(ports, on, {
      given: () => ({ kind: 'reject', reason, by: on.who.by }),
      each: (tx, member, deed) => {
        if (isUnderReview(member))
          return decideAlone(tx, member, { kind: 'reject', reason, by: on.who.by }, deed);
        return isDraft(member) ? decideAlone(tx, member, { kind: 'fail-with-group' }, deed) : nothing;
      },
    }),
});

export type GroupApplications = ReturnType<typeof makeGroupApplications>;

type Member = CaseFile<Application>;
/** The events of what was done to a member; undefined when nothing was. */
type Each = (tx: Executor, member: Member, deed: Deed) => Promise<readonly NewEvent[] | undefined>;

interface AsOne {
  readonly given: (at: Date) => GroupCommand;
  readonly each: Each;
  /** What is thrown when nothing was done to any member. */
  readonly otherwise?: AppError;
}

/** Gives the group its command, and each member who is not out what follows from it. */
const decideAsOne = (
  { transaction, clock, append }: ApplicationPorts,
  { id, expected, who }: OnCase,
  { given, each, otherwise }: AsOne,
): Promise<CaseFile<ApplicationGroup>> =>
  transaction(async (tx) => {
    const deed = { ...who, at: clock() };
    const before = await lockCase<ApplicationGroup>(tx, applicationGroupKind.name, id);
    await handleCase(tx, applicationGroupKind, id, given(deed.at), deed, { expected });
    const events: NewEvent[] = [];
    let decided = 0;
    for (const [application, standing] of Object.entries(before?.state.members ?? {})) {
      if (standing === 'out') continue;
      const member = await lockCase<Application>(tx, applicationKind.name, application);
      // One of another park, from before groups kept to theirs, is decided on there.
      const done =
        member?.state.content.park === before?.state.park && member && (await each(tx, member, deed));
      if (!done) continue;
      decided += 1;
      events.push(...done);
    }
    if (decided === 0 && otherwise) throw otherwise;
    await append(tx, events);
    const after = await lockCase<ApplicationGroup>(tx, applicationGroupKind.name, id);
    if (!after) throw unknownGroup;
    return after;
  });

const nothing = Promise.resolve(undefined);

const isUnderReview = ({ state }: Member): boolean =>
  state.status === 'in-review' || state.status === 'approved-in-group';

const isDraft = ({ state }: Member): boolean => state.status === 'drafted' || state.status === 'returned';

/** The group's own fact has noted already what becomes of its members. */
const decideAlone = async (tx: Executor, { id }: Member, command: ApplicationCommand, deed: Deed) =>
  (await handleCase(tx, applicationKind, id, command, deed)).events;

async function submitMember(
  ports: ApplicationPorts,
  tx: Executor,
  { id, state }: CaseFile<Application>,
  deed: Deed,
): Promise<readonly NewEvent[]> {
  const admission = await judgeSubmission(ports, tx, state.content, deed.at);
  const times = { reviewDueAt: reviewDueAt(deed.at), expiresAt: draftExpiresAt(deed.at) };
  const command = { kind: 'submit', admission, ...times, withGroup: true } as const;
  return (await handleApplication(tx, id, command, deed)).events;
}

const noneInReview = new AppError(
  'application-group.none-in-review',
  'conflict',
  '抱团成员均不在审核中，无可批准；请待退回的成员重新提交，或整组退回。 No member is in review, so none can be approved; wait until those sent back are submitted again, or return the group.',
);
