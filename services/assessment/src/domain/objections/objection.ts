import { AppError, type Decider } from '@yuanqu/domain';
import type { IncidentKind, IndicatorCode } from '../rule-definition.ts';
import { checkPutRight, type PutRight } from './check-put-right.ts';

export const objectionStatuses = ['open', 'upheld', 'dismissed', 'withdrawn'] as const;
export type ObjectionStatus = (typeof objectionStatuses)[number];

/** What an objection is about: an indicator, or the incidents of a kind. */
export type Objected = IndicatorCode | IncidentKind;

/** An operator's objection to its park's closed month (申诉). Instants are RFC 3339 text. */
export interface Objection {
  readonly status: ObjectionStatus;
  readonly month: string;
  /** The version of the table that was objected to. */
  readonly version: number;
  readonly park: string;
  readonly about?: Objected;
  readonly words: string;
  readonly evidence: string;
  readonly raisedBy: string;
  readonly decideDueAt: string;
  /** The deadline of the decision has passed and was told. */
  readonly overdue: boolean;
  readonly decision?: {
    readonly words: string;
    readonly by: string;
    readonly inTime: boolean;
    /** The version that was current then: an upheld objection asks for a later one. */
    readonly version: number;
    readonly putRight?: PutRight;
    /** Incidents that were withdrawn by it. */
    readonly incidents?: readonly string[];
  };
}

type Raising = Pick<
  Objection,
  'month' | 'version' | 'park' | 'about' | 'words' | 'evidence' | 'decideDueAt'
> & { readonly by: string };

export type ObjectionCommand =
  | ({ readonly kind: 'raise' } & Raising)
  | {
      readonly kind: 'decide';
      readonly uphold: boolean;
      readonly words: string;
      readonly putRight?: PutRight;
      readonly incidents?: readonly string[];
      readonly by: string;
      readonly at: string;
      readonly version: number;
      /** Who closed the month, and who recorded its incidents in the park: they don't decide on what they entered. */
      readonly closedBy: string;
      readonly recordedBy: readonly string[];
    }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'time-passed'; readonly at: string };

export type ObjectionFact =
  | ({ readonly kind: 'raised' } & Raising)
  | ({ readonly kind: 'upheld' | 'dismissed' } & NonNullable<Objection['decision']>)
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'overdue' };

export const objectionCommands = ['decide', 'withdraw'] as const;

/** When it wants attention next: an open one at the deadline of its decision. */
export const dueAtOf = ({ status, overdue, decideDueAt }: Objection): string | undefined =>
  status === 'open' && !overdue ? decideDueAt : undefined;

/** Whose turn it is, and until when. */
export const turnOf = ({
  status,
  decideDueAt,
}: Objection): { readonly owner: string; readonly dueAt: string } | undefined =>
  status === 'open' ? { owner: 'assessor', dueAt: decideDueAt } : undefined;

/**
 * Codes: `objection.unknown`, `objection.not-now`, `objection.own`, `objection.closed-it`, `objection.recorded-it`,
 * `objection.dismissal-changes-nothing`, `objection.impossible-measure`.
 */
export const objectionDecider: Decider<Objection | undefined, ObjectionCommand, ObjectionFact> = {
  initial: undefined,
  decide: (objection, command) => {
    if (command.kind === 'raise') return objection ? notNow(objection) : [{ ...command, kind: 'raised' }];
    if (!objection) return unknownObjection;
    if (command.kind === 'time-passed') {
      const dueAt = dueAtOf(objection);
      return dueAt === undefined || dueAt > command.at ? [] : [{ kind: 'overdue' }];
    }
    if (objection.status !== 'open') return notNow(objection);
    return command.kind === 'withdraw' ? [{ kind: 'withdrawn' }] : decision(objection, command);
  },
  evolve: (objection, fact) => {
    if (fact.kind === 'raised') {
      const { kind: _, by: raisedBy, ...raising } = fact;
      return { status: 'open', raisedBy, overdue: false, ...raising };
    }
    if (!objection) return objection;
    if (fact.kind === 'overdue') return { ...objection, overdue: true };
    if (fact.kind === 'withdrawn') return { ...objection, status: 'withdrawn' };
    const { kind: status, ...decided } = fact;
    return { ...objection, status, decision: decided };
  },
};

function decision(
  objection: Objection,
  command: Extract<ObjectionCommand, { readonly kind: 'decide' }>,
): readonly ObjectionFact[] | AppError {
  const { uphold, words, putRight, incidents, by, at, version, closedBy, recordedBy } = command;
  if (by === objection.raisedBy) return ownObjection;
  if (by === closedBy) return closedIt;
  if (recordedBy.includes(by)) return recordedIt;
  if (!uphold && (putRight || incidents)) return changesNothing;
  const fault = putRight && checkPutRight(putRight);
  if (fault) return fault;
  const inTime = at <= objection.decideDueAt;
  const decided = {
    words,
    by,
    inTime,
    version,
    ...(putRight && { putRight }),
    ...(incidents && { incidents }),
  };
  return [{ kind: uphold ? 'upheld' : 'dismissed', ...decided }];
}

export const unknownObjection = new AppError(
  'objection.unknown',
  'not-found',
  '没有该申诉。 There is no such objection in your reach; GET /objections lists them.',
);

const names: Readonly<Record<ObjectionStatus, string>> = {
  open: '待决定',
  upheld: '已采纳',
  dismissed: '已驳回',
  withdrawn: '已撤回',
};

const notNow = ({ status }: Objection): AppError =>
  new AppError(
    'objection.not-now',
    'conflict',
    `申诉${names[status]}，不能执行该操作。 The objection is ${status}; ${status === 'open' ? 'it takes decide, withdraw now' : 'nothing can be done to it any more'}.`,
    { status },
  );

const ownObjection = new AppError(
  'objection.own',
  'forbidden',
  '申诉人不得自行决定。 Nobody decides on their own objection: somebody else has to.',
);
const closedIt = new AppError(
  'objection.closed-it',
  'forbidden',
  '评定人不得决定对该月的申诉。 Who closed the month does not decide on objections to it: another assessor or the leading group’s office has to.',
);
const recordedIt = new AppError(
  'objection.recorded-it',
  'forbidden',
  '登记该园区当月扣分事件的人不得决定其申诉。 Who recorded an incident of this park and month does not decide on objections to it: somebody else has to.',
);
const changesNothing = new AppError(
  'objection.dismissal-changes-nothing',
  'invalid',
  '驳回申诉不能附带更正或撤销扣分事件。 A dismissed objection puts nothing right: leave out putRight and incidents, or uphold it.',
  { errors: [{ pointer: '/putRight', code: 'contradicts', detail: 'only with uphold: true' }] },
);
