import { AppError, type Decider } from '@yuanqu/domain';

export const handoverStatuses = ['open', 'done', 'too-late'] as const;
export type HandoverStatus = (typeof handoverStatuses)[number];

/** What can be counted in the registry. */
export const countables = ['clients', 'open-cases', 'tasks'] as const;
export type Countable = (typeof countables)[number];

/** A line of the checklist, and who did it when. */
export interface HandoverItem {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly counts?: Countable;
  readonly done?: {
    readonly by: string;
    readonly at: string;
    readonly words: string;
    readonly counted?: number;
    /** Who took it over. */
    readonly to?: string;
  };
}

/** Why an operator leaves: by agreement, or by a decision of assessment. */
export type HandoverCause =
  | { readonly kind: 'exit'; readonly reason: string; readonly by: string }
  | {
      readonly kind: 'clear-out';
      readonly reason: string;
      readonly by: string;
      readonly lastDay: string;
      /** When the decision was made. */
      readonly decidedAt: string;
    };

/**
 * What became of the contract: ended by this, over (or agreed to end) before the last day already, or none found. Only the first
 * changed anything.
 */
export type ContractOutcome = 'ended' | 'over-already' | 'none';

/** The hand-over (交接) of an operator that leaves its park. Instants are RFC 3339 text. */
export interface OperatorHandover {
  readonly status: HandoverStatus;
  readonly park: string;
  readonly operator: string;
  readonly operatorName: string;
  readonly cause: HandoverCause;
  readonly outcome: ContractOutcome;
  readonly until?: string;
  readonly items: readonly HandoverItem[];
  readonly dueAt: string;
  readonly overdue?: boolean;
  /** The call for the next operator. */
  readonly call?: string;
  readonly successor?: string;
  /** What was open in the park and passed to the successor. */
  readonly passed?: Readonly<Record<Countable, number>>;
}

type Opening = Omit<OperatorHandover, 'status' | 'overdue' | 'passed'>;

export type HandoverCommand =
  | ({ readonly kind: 'open' } & Opening)
  | {
      readonly kind: 'do-item';
      readonly code: string;
      readonly words: string;
      readonly counted?: number;
      /** Who takes it over, if anybody has been contracted yet. */
      readonly to?: string;
      readonly by: string;
      readonly at: string;
    }
  /** When somebody can take over is known, or is known better; by another call, where the first came to nothing. */
  | { readonly kind: 'plan'; readonly dueAt: string; readonly call: string }
  | {
      readonly kind: 'complete';
      readonly successor?: string;
      readonly passed: Readonly<Record<Countable, number>>;
      readonly by: string;
    }
  | { readonly kind: 'time-passed'; readonly at: string };

export type HandoverFact =
  | ({ readonly kind: 'opened' } & Opening)
  /** The decision came when another operator had the park: there is nothing to be done. */
  | ({ readonly kind: 'came-too-late' } & Opening)
  | {
      readonly kind: 'item-done';
      readonly code: string;
      readonly words: string;
      readonly counted?: number;
      readonly to?: string;
      readonly by: string;
      readonly at: string;
    }
  | { readonly kind: 'planned'; readonly dueAt: string; readonly call: string }
  | {
      readonly kind: 'completed';
      readonly successor: string;
      readonly passed: Readonly<Record<Countable, number>>;
      readonly by: string;
    }
  | { readonly kind: 'overdue'; readonly missing: readonly string[] };

export const handoverCommands = ['do-item', 'complete'] as const satisfies readonly HandoverCommand['kind'][];

/** What may be done in each status; everything else is refused. */
export const handoverTransitions: Readonly<
  Record<HandoverStatus, readonly (typeof handoverCommands)[number][]>
> = { open: ['do-item', 'complete'], done: [], 'too-late': [] };

const missing = ({ items }: OperatorHandover): readonly string[] =>
  items.filter(({ done }) => done === undefined).map(({ code }) => code);

export const dueAtOf = ({ status, overdue, dueAt }: OperatorHandover): string | undefined =>
  status === 'open' && !overdue ? dueAt : undefined;

/** Whose turn it is, and until when. */
export const turnOf = ({
  status,
  dueAt,
}: OperatorHandover): { readonly owner: string; readonly dueAt: string } | undefined =>
  status === 'open' ? { owner: 'park-operator', dueAt } : undefined;

/** Codes: `operator-handover.unknown`, `.not-now`, `.unknown-item`, `.done-already`, `.items-missing`, `.no-successor`. */
export const handoverDecider: Decider<OperatorHandover | undefined, HandoverCommand, HandoverFact> = {
  initial: undefined,
  decide: (handover, command) => {
    if (command.kind === 'open') return handover ? [] : opened(command);
    if (!handover) return unknownHandover;
    if (command.kind === 'time-passed') return timePassed(handover, command.at);
    if (command.kind === 'plan') return plan(handover, command);
    if (!handoverTransitions[handover.status].includes(command.kind)) return notNow(handover);
    return command.kind === 'do-item' ? doItem(handover, command) : complete(handover, command);
  },
  evolve: (handover, fact) => {
    if (fact.kind === 'opened' || fact.kind === 'came-too-late') {
      const { kind, ...opening } = fact;
      return { status: kind === 'opened' ? 'open' : 'too-late', ...opening };
    }
    return handover && evolve(handover, fact);
  },
};

type Command<Kind extends HandoverCommand['kind']> = Extract<HandoverCommand, { readonly kind: Kind }>;
type Decision = readonly HandoverFact[] | AppError;

// The id is the decision's: told twice it is opened once.
function opened(command: Command<'open'>): readonly HandoverFact[] {
  const { cause, outcome, successor } = command;
  const isLate = cause.kind === 'clear-out' && outcome !== 'ended' && successor !== undefined;
  return [{ ...command, kind: isLate ? 'came-too-late' : 'opened' }];
}

function timePassed(handover: OperatorHandover, at: string): readonly HandoverFact[] {
  const dueAt = dueAtOf(handover);
  return dueAt !== undefined && dueAt <= at ? [{ kind: 'overdue', missing: missing(handover) }] : [];
}

function doItem(handover: OperatorHandover, command: Command<'do-item'>): Decision {
  const item = handover.items.find(({ code }) => code === command.code);
  if (!item) return unknownItem(handover);
  if (item.done) return doneAlready;
  return command.to === undefined ? noSuccessor : [{ ...command, kind: 'item-done' }];
}

function complete(handover: OperatorHandover, { successor, passed, by }: Command<'complete'>): Decision {
  const left = missing(handover);
  if (left.length > 0) return itemsMissing(left);
  return successor === undefined ? noSuccessor : [{ kind: 'completed', successor, passed, by }];
}

const plan = (
  { status, ...now }: OperatorHandover,
  { dueAt, call }: Command<'plan'>,
): readonly HandoverFact[] =>
  status === 'open' && (now.dueAt !== dueAt || now.call !== call) ? [{ kind: 'planned', dueAt, call }] : [];

function evolve(
  handover: OperatorHandover,
  fact: Exclude<HandoverFact, { readonly kind: 'opened' | 'came-too-late' }>,
): OperatorHandover {
  if (fact.kind === 'overdue') return { ...handover, overdue: true };
  if (fact.kind === 'planned') {
    const { overdue: _, ...kept } = handover;
    return { ...kept, dueAt: fact.dueAt, call: fact.call };
  }
  if (fact.kind === 'completed')
    return { ...handover, status: 'done', successor: fact.successor, passed: fact.passed };
  const { code: done, kind: _, ...deed } = fact;
  return {
    ...handover,
    items: handover.items.map((item) =>
      item.code === done ? Object.assign({}, item, { done: deed }) : item,
    ),
  };
}

const refusal = (code: string, message: string): AppError =>
  new AppError(`operator-handover.${code}`, 'conflict', message);

export const unknownHandover = new AppError(
  'operator-handover.unknown',
  'not-found',
  '没有该交接。 There is no such hand-over in your reach; GET /operator-handovers lists them.',
);
const unknownItem = ({ items }: OperatorHandover): AppError =>
  new AppError(
    'operator-handover.unknown-item',
    'not-found',
    `交接清单中没有该项。 The checklist has no such item; it has ${items.map(({ code }) => code).join(', ')}.`,
  );
const doneAlready = refusal('done-already', '该项已交接。 This item was handed over already.');
const itemsMissing = (left: readonly string[]): AppError =>
  refusal(
    'items-missing',
    `尚有未交接事项：${left.join('、')}。 Still to be handed over: ${left.join(', ')}.`,
  );
const noSuccessor = refusal(
  'no-successor',
  '尚无签约的接任运营机构，无从交接。 Nobody has been contracted to follow yet, so there is nobody to hand over to; sign with whoever the call admits first.',
);
const notNow = ({ status }: OperatorHandover): AppError =>
  refusal(
    'not-now',
    status === 'done'
      ? '交接已办结。 The hand-over is done.'
      : '决定到达时已有其他机构运营，无需交接。 The decision came when another operator had the park: there is nothing to hand over.',
  );
