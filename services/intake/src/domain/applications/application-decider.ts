import { AppError, type Decider } from '@yuanqu/domain';
import type { ApplicationCommand, ApplicationFact } from './application-facts.ts';
import { type Application, dueAtOf } from './application.ts';
import { refuse } from './application-transitions.ts';
import { evolveApplication } from './evolve-application.ts';

/**
 * The transition table says what is possible when; what is decided here is the rest. Codes: `application.unknown`,
 * `application.not-now`, `application.own-entry`, `application.of-group`, `application.park-fixed`.
 */
export const applicationDecider: Decider<Application | undefined, ApplicationCommand, ApplicationFact> = {
  initial: undefined,
  decide: (application, command) => {
    if (command.kind === 'draft')
      return application ? (refuse(application, 'draft') ?? []) : [{ ...command, kind: 'drafted' }];
    if (!application) return unknownApplication;
    const refusal = command.kind === 'time-passed' ? undefined : refuse(application, command.kind);
    return refusal ?? (decisions[command.kind] as Decide)(application, command);
  },
  evolve: evolveApplication,
};

type Command<Kind extends ApplicationCommand['kind']> = Extract<ApplicationCommand, { readonly kind: Kind }>;
type Decision = readonly ApplicationFact[] | AppError;
type Decide = (application: Application, command: ApplicationCommand) => Decision;

const decisions: {
  readonly [Kind in Exclude<ApplicationCommand['kind'], 'draft'>]: (
    application: Application,
    command: Command<Kind>,
  ) => Decision;
} = {
  revise: (application, command) => otherPark(application, command) ?? [{ ...command, kind: 'revised' }],
  submit,
  return: (application, command) => ownEntry(application, command.by) ?? [{ ...command, kind: 'returned' }],
  approve: (application, command) => ownEntry(application, command.by) ?? approve(application, command),
  reject: (application, command) => ownEntry(application, command.by) ?? [{ ...command, kind: 'rejected' }],
  confirm: (_, { contractDueAt }) => [{ kind: 'approved', contractDueAt }],
  'fail-with-group': () => [{ kind: 'group-failed' }],
  'review-again': (_, command) => [{ ...command, kind: 'review-reopened' }],
  withdraw: (_, { reason }) => [{ kind: 'withdrawn', ...(reason !== undefined && { reason }) }],
  contract: (_, { tenancy }) => [{ kind: 'contracted', tenancy }],
  'time-passed': timePassed,
};

/** What fails a required rule goes straight back with every reason; the rest goes to the task force. */
function submit(
  { group }: Application,
  { admission, reviewDueAt, expiresAt, withGroup }: Command<'submit'>,
): Decision {
  if (group !== undefined && !withGroup) return ofGroup(group);
  if (admission.outcome !== 'inadmissible') return [{ kind: 'submitted', admission, reviewDueAt }];
  const failed = admission.rules.filter(
    ({ rule, result }) => rule.consequence === 'required' && result === 'failed',
  );
  const reason = failed.map(({ sentence }) => `${sentence.zh} ${sentence.en}`).join('\n');
  return [{ kind: 'returned', reason, expiresAt, admission }];
}

/** In a group that does not hold yet, an approval waits for the others. */
function approve({ group }: Application, { by, contractDueAt, groupHeld }: Command<'approve'>): Decision {
  return group === undefined || groupHeld
    ? [{ kind: 'approved', by, contractDueAt }]
    : [{ kind: 'approved-in-group', by }];
}

/** A review that takes too long is told and goes on; everything else lapses. */
function timePassed(application: Application, { at }: Command<'time-passed'>): Decision {
  const dueAt = dueAtOf(application);
  if (dueAt === undefined || dueAt > at) return [];
  return [{ kind: application.status === 'in-review' ? 'review-overdue' : 'expired' }];
}

export const unknownApplication = new AppError(
  'application.unknown',
  'not-found',
  '没有该入驻申请。 There is no such application in your reach; GET /applications lists them.',
);

const ownEntry = ({ enteredBy }: Application, by: string): AppError | undefined =>
  enteredBy === by
    ? new AppError(
        'application.own-entry',
        'forbidden',
        '填报人不得审定本人填报的申请。 Nobody decides on what they entered; have somebody else do so.',
      )
    : undefined;

/** Its park has seen what was once submitted, and a group moves into one park. */
const otherPark = ({ status, group, content }: Application, to: Command<'revise'>): AppError | undefined =>
  content.park === to.content.park || (status === 'drafted' && group === undefined)
    ? undefined
    : new AppError(
        'application.park-fixed',
        'conflict',
        `申请属于园区 ${content.park}，${group === undefined ? '提交后' : '抱团后'}不得改到其他园区；请撤回后另行申请。 It is an application to park ${content.park}, and stays there once it ${group === undefined ? 'was submitted' : 'belongs to a group'}; withdraw it and apply to ${to.content.park} anew.`,
        { park: content.park },
      );

const ofGroup = (group: string): AppError =>
  new AppError(
    'application.of-group',
    'conflict',
    `该申请属于抱团申请，请整组提交。 It moves in with a group; submit the group: POST /application-groups/${group}/submit.`,
  );
