import { AppError, type Decider } from '@yuanqu/domain';
import type { PolicyDefinition } from './policy-definition.ts';

export const policyStatuses = ['draft', 'published', 'discarded'] as const;

/** A version of a park's policy: drafted by one person, published by another, then never changed. */
export interface Policy {
  readonly status: (typeof policyStatuses)[number];
  readonly park: string;
  /** Such as `2026.2`; one of a kind within its park. */
  readonly version: string;
  /** The first day (Asia/Shanghai) on which applications are judged by it. */
  readonly effectiveFrom: string;
  readonly definition: PolicyDefinition;
  readonly draftedBy: string;
  readonly publishedBy?: string;
}

export type PolicyContent = Pick<Policy, 'park' | 'version' | 'effectiveFrom' | 'definition'>;

export type PolicyCommand =
  | { readonly kind: 'draft'; readonly content: PolicyContent; readonly by: string }
  | {
      readonly kind: 'revise';
      readonly content: Omit<PolicyContent, 'park' | 'version'>;
      readonly by: string;
    }
  | { readonly kind: 'publish'; readonly by: string; readonly today: string }
  | { readonly kind: 'discard'; readonly reason: string };

export type PolicyFact =
  | { readonly kind: 'drafted'; readonly content: PolicyContent; readonly by: string }
  | {
      readonly kind: 'revised';
      readonly content: Omit<PolicyContent, 'park' | 'version'>;
      readonly by: string;
    }
  | { readonly kind: 'published'; readonly by: string }
  | { readonly kind: 'discarded'; readonly reason: string };

export const policyCommands = ['revise', 'publish', 'discard'] as const;

/** What may be done in each status; everything else is refused. */
export const policyTransitions: Readonly<
  Record<Policy['status'], readonly (typeof policyCommands)[number][]>
> = {
  draft: ['revise', 'publish', 'discard'],
  published: [],
  discarded: [],
};

/** Codes: `policy.unknown`, `policy.not-now`, `policy.own-entry`, `policy.reaches-back`. */
export const policyDecider: Decider<Policy | undefined, PolicyCommand, PolicyFact> = {
  initial: undefined,
  decide: (policy, command) => {
    if (command.kind === 'draft')
      return policy ? notNow(policy) : [{ kind: 'drafted', content: command.content, by: command.by }];
    if (!policy) return unknownPolicy;
    if (!policyTransitions[policy.status].includes(command.kind)) return notNow(policy);
    switch (command.kind) {
      case 'revise':
        return [{ kind: 'revised', content: command.content, by: command.by }];
      case 'discard':
        return [{ kind: 'discarded', reason: command.reason }];
      case 'publish':
        if (policy.draftedBy === command.by) return ownEntry;
        // Whoever applied before today was told the rules of then.
        if (policy.effectiveFrom < command.today) return reachesBack(command.today);
        return [{ kind: 'published', by: command.by }];
    }
  },
  evolve: (policy, fact) => {
    if (fact.kind === 'drafted') return { ...fact.content, status: 'draft', draftedBy: fact.by };
    if (!policy) return policy;
    switch (fact.kind) {
      case 'revised':
        return { ...policy, ...fact.content, draftedBy: fact.by };
      case 'published':
        return { ...policy, status: 'published', publishedBy: fact.by };
      case 'discarded':
        return { ...policy, status: 'discarded' };
    }
  },
};

/**
 * The policy that an application of that day is judged by: the latest in effect, of two of one day the later version.
 * Undefined when there is none.
 */
export const policyInForce = <P extends Pick<Policy, 'status' | 'effectiveFrom' | 'version'>>(
  ofPark: readonly P[],
  day: string,
): P | undefined =>
  ofPark
    .filter(({ status, effectiveFrom }) => status === 'published' && effectiveFrom <= day)
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? 1 : -1))[0];

/** Where a published version stands among those of its park: another one for the same day or a later one takes its place. */
export interface PolicyStanding {
  readonly standing: 'in-force' | 'announced' | 'superseded';
  readonly supersededBy?: string;
}

export function standingOf(
  policy: PolicyPlace,
  publishedOfPark: readonly PolicyPlace[],
  day: string,
): PolicyStanding {
  const [next] = publishedOfPark
    .filter((one) => placeOf(one) > placeOf(policy))
    .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  const until = policy.effectiveFrom > day ? policy.effectiveFrom : day;
  if (next && next.effectiveFrom <= until) return { standing: 'superseded', supersededBy: next.version };
  return { standing: policy.effectiveFrom > day ? 'announced' : 'in-force' };
}

type PolicyPlace = Pick<Policy, 'effectiveFrom' | 'version'>;

const placeOf = ({ effectiveFrom, version }: Pick<Policy, 'effectiveFrom' | 'version'>): string =>
  `${effectiveFrom} ${version}`;

export const unknownPolicy = new AppError(
  'policy.unknown',
  'not-found',
  '没有该招商规定。 There is no such policy; GET /policies lists them.',
);

const names: Readonly<Record<Policy['status'], string>> = {
  draft: '为草稿',
  published: '已发布，不可更改；请起草新版本',
  discarded: '已作废',
};

function notNow({ status, version }: Policy): AppError {
  const allowed = policyTransitions[status];
  return new AppError(
    'policy.not-now',
    'conflict',
    `招商规定 ${version} ${names[status]}。 Policy ${version} is ${status}; ${allowed.length > 0 ? `it takes ${allowed.join(', ')} now` : 'it is not changed any more, draft a new version instead'}.`,
    { status, allowed: [...allowed] },
  );
}

const ownEntry = new AppError(
  'policy.own-entry',
  'forbidden',
  '起草人不得自行发布，请由他人发布。 Whoever drafted a policy does not publish it; have somebody else do so.',
);

const reachesBack = (today: string): AppError =>
  new AppError(
    'policy.reaches-back',
    'conflict',
    `生效日期不得早于今日（${today}）。 It would take effect in the past; the earliest day is ${today}.`,
  );
