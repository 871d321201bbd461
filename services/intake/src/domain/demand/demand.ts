import { AppError, type Decider } from '@yuanqu/domain';
import type { UnitUsage } from '../unit.ts';
import type { Place } from './find-place.ts';
import type { Together } from './find-together.ts';

export const demandStatuses = ['waiting', 'offered', 'met', 'gone'] as const;
export type DemandStatus = (typeof demandStatuses)[number];

/** The space that an approved application wants, until it has it. Instants are RFC 3339 text. */
export interface Demand {
  readonly status: DemandStatus;
  readonly park: string;
  readonly application: string;
  readonly applicant: { readonly uscc?: string; readonly name: string };
  readonly usage: UnitUsage;
  readonly areaM2: number;
  /** Its turn: who waits longest is offered first. A declined offer puts it at the end. */
  readonly queuedAt: string;
  /** What was missing when it was last looked at, and the largest area that there was. */
  readonly missingM2?: number;
  readonly largestM2?: number;
  readonly offer?: Place;
  /** How its group was placed when it was offered a place with it. */
  readonly together?: Together;
  /** Units that were offered and declined: they are not offered again. */
  readonly declined: readonly string[];
  /** Why it is over. */
  readonly ended?: string;
}

export type DemandCommand =
  | ({ readonly kind: 'open' } & Pick<
      Demand,
      'park' | 'application' | 'applicant' | 'usage' | 'areaM2' | 'queuedAt'
    >)
  | { readonly kind: 'measure'; readonly missingM2: number; readonly largestM2: number }
  | { readonly kind: 'offer'; readonly place: Place; readonly together?: Together }
  | { readonly kind: 'decline'; readonly reason: string; readonly at: string }
  /** The units of the offer went to somebody else. */
  | { readonly kind: 'lose-offer' }
  | { readonly kind: 'meet' }
  | { readonly kind: 'give-up'; readonly reason: string };

export type DemandFact =
  | ({ readonly kind: 'opened' } & Pick<
      Demand,
      'park' | 'application' | 'applicant' | 'usage' | 'areaM2' | 'queuedAt'
    >)
  | { readonly kind: 'unmet'; readonly missingM2: number; readonly largestM2: number }
  | { readonly kind: 'remeasured'; readonly missingM2: number; readonly largestM2: number }
  | { readonly kind: 'offered'; readonly place: Place; readonly together?: Together }
  | { readonly kind: 'declined'; readonly reason: string; readonly at: string }
  | { readonly kind: 'offer-lost' }
  | { readonly kind: 'met' }
  | { readonly kind: 'gone'; readonly reason: string };

/** What may be done in each status; everything else is refused. */
export const demandTransitions: Readonly<
  Record<DemandStatus, readonly Exclude<DemandCommand['kind'], 'open'>[]>
> = {
  waiting: ['measure', 'offer', 'meet', 'give-up'],
  offered: ['decline', 'lose-offer', 'meet', 'give-up'],
  met: [],
  gone: [],
};

/** Codes: `demand.unknown`, `demand.not-now`. */
export const demandDecider: Decider<Demand | undefined, DemandCommand, DemandFact> = {
  initial: undefined,
  decide: (demand, command) => {
    if (command.kind === 'open') return demand ? [] : [{ ...command, kind: 'opened' }];
    if (!demand) return unknownDemand;
    if (!demandTransitions[demand.status].includes(command.kind)) return notNow(demand);
    switch (command.kind) {
      case 'measure': {
        const { missingM2, largestM2 } = command;
        // That it is unmet is told once; how much is missing changes with every unit of the park.
        if (demand.missingM2 === undefined) return [{ kind: 'unmet', missingM2, largestM2 }];
        const isNews = demand.missingM2 !== missingM2 || demand.largestM2 !== largestM2;
        return isNews ? [{ kind: 'remeasured', missingM2, largestM2 }] : [];
      }
      case 'offer':
        return [{ ...command, kind: 'offered' }];
      case 'decline':
        return [{ kind: 'declined', reason: command.reason, at: command.at }];
      case 'lose-offer':
        return [{ kind: 'offer-lost' }];
      case 'meet':
        return [{ kind: 'met' }];
      case 'give-up':
        return [{ kind: 'gone', reason: command.reason }];
    }
  },
  evolve: (demand, fact) => {
    if (fact.kind === 'opened') {
      const { kind: _, ...wanted } = fact;
      return { status: 'waiting', declined: [], ...wanted };
    }
    return demand && evolve(demand, fact);
  },
};

function evolve(demand: Demand, fact: Exclude<DemandFact, { readonly kind: 'opened' }>): Demand {
  const { offer, together: _, ...rest } = demand;
  switch (fact.kind) {
    case 'unmet':
    case 'remeasured':
      return { ...demand, missingM2: fact.missingM2, largestM2: fact.largestM2 };
    case 'offered':
      return {
        ...unmeasured(rest),
        status: 'offered',
        offer: fact.place,
        ...(fact.together && { together: fact.together }),
      };
    case 'declined':
      return {
        ...rest,
        status: 'waiting',
        queuedAt: fact.at,
        declined: [...demand.declined, ...(offer?.units ?? [])],
      };
    case 'offer-lost':
      return { ...rest, status: 'waiting' };
    case 'met':
      return { ...demand, status: 'met' };
    case 'gone':
      return { ...rest, status: 'gone', ended: fact.reason };
  }
}

/** What is offered a place misses nothing; should it lose the offer, it is told anew that it is unmet. */
function unmeasured(demand: Demand): Demand {
  const { missingM2: _, largestM2: __, ...rest } = demand;
  return rest;
}

export const unknownDemand = new AppError(
  'demand.unknown',
  'not-found',
  '没有该用房需求。 There is no such demand in your reach; GET /demands lists them.',
);

const names: Readonly<Record<DemandStatus, string>> = {
  waiting: '正在等候房源',
  offered: '已推荐房源',
  met: '已满足',
  gone: '已终止',
};

function notNow({ status }: Demand): AppError {
  // All else comes from the space there is and from the application.
  const allowed = demandTransitions[status].filter((command) => command === 'decline');
  return new AppError(
    'demand.not-now',
    'conflict',
    `用房需求${names[status]}，不能执行该操作。 The demand is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'only an offer can be declined'}.`,
    { status, allowed },
  );
}
