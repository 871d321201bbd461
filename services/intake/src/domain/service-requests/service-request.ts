import { AppError, type Decider } from '@yuanqu/domain';

/** What tenants ask for, and in how many working days they are answered. */
export const serviceCategories = {
  repair: { days: 2 },
  inquiry: { days: 1 },
  policy: { days: 5 },
} as const satisfies Readonly<Record<string, { readonly days: number }>>;
export type ServiceCategory = keyof typeof serviceCategories;

export const serviceStatuses = ['open', 'answered', 'closed', 'withdrawn'] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

/** What a tenant asked of its park (报修、咨询、政策). Instants are RFC 3339 text. */
export interface ServiceRequest {
  readonly status: ServiceStatus;
  readonly park: string;
  readonly category: ServiceCategory;
  readonly tenant: { readonly uscc?: string; readonly name: string };
  /** Where, if it is about a place. */
  readonly unit?: string;
  readonly words: string;
  readonly openedBy: string;
  readonly answerDueAt: string;
  /** The deadline of the answer has passed and was told. */
  readonly overdue: boolean;
  readonly answer?: { readonly words: string; readonly by: string; readonly inTime: boolean };
  /** When an answer that nobody objects to is taken as accepted. */
  readonly closesAt?: string;
  readonly reopened: number;
  readonly rating?: { readonly stars: number; readonly words?: string };
}

type Opening = Pick<ServiceRequest, 'park' | 'category' | 'tenant' | 'unit' | 'words' | 'answerDueAt'> & {
  readonly by: string;
};

export type ServiceCommand =
  | ({ readonly kind: 'open' } & Opening)
  | {
      readonly kind: 'answer';
      readonly words: string;
      readonly by: string;
      readonly at: string;
      readonly closesAt: string;
    }
  | { readonly kind: 'reopen'; readonly words: string; readonly by: string; readonly answerDueAt: string }
  | { readonly kind: 'rate'; readonly stars: number; readonly by: string; readonly words?: string }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'time-passed'; readonly at: string };

export type ServiceFact =
  | ({ readonly kind: 'opened' } & Opening)
  | {
      readonly kind: 'answered';
      readonly words: string;
      readonly by: string;
      readonly inTime: boolean;
      readonly closesAt: string;
    }
  | { readonly kind: 'reopened'; readonly words: string; readonly answerDueAt: string }
  | { readonly kind: 'rated'; readonly stars: number; readonly words?: string }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'overdue' }
  | { readonly kind: 'closed' };

export const serviceCommands = ['answer', 'reopen', 'rate', 'withdraw'] as const;
type ServiceCommandKind = (typeof serviceCommands)[number];

/** What may be done in each status; everything else is refused. */
export const serviceTransitions: Readonly<Record<ServiceStatus, readonly ServiceCommandKind[]>> = {
  open: ['answer', 'withdraw'],
  answered: ['reopen', 'rate'],
  closed: [],
  withdrawn: [],
};

/** When it wants attention next, if it ever does by itself. */
export function dueAtOf({ status, overdue, answerDueAt, closesAt }: ServiceRequest): string | undefined {
  if (status === 'open') return overdue ? undefined : answerDueAt;
  return status === 'answered' ? closesAt : undefined;
}

/** Whose turn it is, and until when: the operator answers, the tenant rates. */
export function turnOf({
  status,
  answerDueAt,
  closesAt,
}: ServiceRequest): { readonly owner: string; readonly dueAt?: string | undefined } | undefined {
  if (status === 'open') return { owner: 'park-operator', dueAt: answerDueAt };
  return status === 'answered' ? { owner: 'enterprise', dueAt: closesAt } : undefined;
}

/** Codes: `service-request.unknown`, `service-request.not-now`, `service-request.own-answer`, `service-request.own-rating`. */
export const serviceDecider: Decider<ServiceRequest | undefined, ServiceCommand, ServiceFact> = {
  initial: undefined,
  decide: (request, command) => {
    if (command.kind === 'open') return request ? notNow(request) : [{ ...command, kind: 'opened' }];
    if (!request) return unknownRequest;
    if (command.kind === 'time-passed') return timePassed(request, command.at);
    if (!serviceTransitions[request.status].includes(command.kind)) return notNow(request);
    switch (command.kind) {
      case 'answer': {
        const { at, ...answer } = command;
        if (request.openedBy === command.by) return ownAnswer;
        return [{ ...answer, kind: 'answered', inTime: at <= request.answerDueAt }];
      }
      case 'reopen': {
        const { by, ...again } = command;
        return request.answer?.by === by ? ownRating : [{ ...again, kind: 'reopened' }];
      }
      case 'rate': {
        const { by, ...rating } = command;
        return request.answer?.by === by ? ownRating : [{ ...rating, kind: 'rated' }];
      }
      case 'withdraw':
        return [{ kind: 'withdrawn' }];
    }
  },
  evolve: (request, fact) => {
    if (fact.kind === 'opened') {
      const { kind: _, by, ...opening } = fact;
      return { status: 'open', openedBy: by, overdue: false, reopened: 0, ...opening };
    }
    return request && evolve(request, fact);
  },
};

function timePassed(request: ServiceRequest, at: string): readonly ServiceFact[] {
  const dueAt = dueAtOf(request);
  if (dueAt === undefined || dueAt > at) return [];
  return [{ kind: request.status === 'open' ? 'overdue' : 'closed' }];
}

function evolve(
  request: ServiceRequest,
  fact: Exclude<ServiceFact, { readonly kind: 'opened' }>,
): ServiceRequest {
  switch (fact.kind) {
    case 'answered': {
      const { words, by, inTime, closesAt } = fact;
      return { ...request, status: 'answered', answer: { words, by, inTime }, closesAt };
    }
    case 'reopened':
      return {
        ...request,
        status: 'open',
        overdue: false,
        words: `${request.words}\n${fact.words}`,
        answerDueAt: fact.answerDueAt,
        reopened: request.reopened + 1,
      };
    case 'rated': {
      const { kind: _, ...rating } = fact;
      return { ...request, status: 'closed', rating };
    }
    case 'withdrawn':
      return { ...request, status: 'withdrawn' };
    case 'overdue':
      return { ...request, overdue: true };
    case 'closed':
      return { ...request, status: 'closed' };
  }
}

export const unknownRequest = new AppError(
  'service-request.unknown',
  'not-found',
  '没有该服务请求。 There is no such service request in your reach; GET /service-requests lists them.',
);

const names: Readonly<Record<ServiceStatus, string>> = {
  open: '待答复',
  answered: '已答复',
  closed: '已办结',
  withdrawn: '已撤回',
};

function notNow({ status }: ServiceRequest): AppError {
  const allowed = serviceTransitions[status];
  return new AppError(
    'service-request.not-now',
    'conflict',
    `服务请求${names[status]}，不能执行该操作。 The request is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'nothing can be done to it any more'}.`,
    { status, allowed: [...allowed] },
  );
}

const ownAnswer = new AppError(
  'service-request.own-answer',
  'forbidden',
  '提出人不得自行答复。 Nobody answers what they asked for themselves.',
);

const ownRating = new AppError(
  'service-request.own-rating',
  'forbidden',
  '答复人不得评价或重开自己的答复。 Whoever answered neither rates the answer nor reopens it; that is the tenant’s to do.',
);
