import type { AdmissionRecord, Application } from './application.ts';
import type { ApplicationFact } from './application-facts.ts';

/** The application after a fact. */
export function evolveApplication(
  application: Application | undefined,
  fact: ApplicationFact,
): Application | undefined {
  if (fact.kind === 'drafted') {
    const { kind: _, by, ...draft } = fact;
    return { status: 'drafted', enteredBy: by, ...draft };
  }
  if (!application) return application;
  const { unseen, ...seen } = application;
  // Whatever becomes of it but a revision shows it to its park.
  const before = unseen && fact.kind === 'revised' ? application : seen;
  const after: Application = { ...before, ...(changes[fact.kind] as Change)(fact) };
  if (fact.kind === 'review-reopened') return undecided(after);
  return 'admission' in fact && fact.admission ? asJudged(after, fact.admission) : after;
}

/** It goes on with the size class that it was judged by. */
function asJudged(application: Application, { sizeClass }: AdmissionRecord): Application {
  if (sizeClass === undefined) return application;
  const { content } = application;
  return { ...application, content: { ...content, applicant: { ...content.applicant, sizeClass } } };
}

/** What is reviewed again has no decision and no contract to come. */
function undecided(application: Application): Application {
  const { decidedBy: _, contractDueAt: __, ...rest } = application;
  return rest;
}

type Fact<Kind extends ApplicationFact['kind']> = Extract<ApplicationFact, { readonly kind: Kind }>;
type Change = (fact: ApplicationFact) => Partial<Application>;

const changes: {
  readonly [Kind in Exclude<ApplicationFact['kind'], 'drafted'>]: (fact: Fact<Kind>) => Partial<Application>;
} = {
  revised: ({ content, by, expiresAt }) => ({
    content,
    enteredBy: by,
    expiresAt,
    revisedSince: true,
  }),
  submitted: ({ admission, reviewDueAt }) => ({
    status: 'in-review',
    admission,
    reviewDueAt,
    overdue: false,
    revisedSince: false,
  }),
  returned: ({ reason, expiresAt, admission }) => ({
    status: 'returned',
    reason,
    expiresAt,
    ...(admission && { admission, revisedSince: false }),
  }),
  'review-overdue': () => ({ overdue: true }),
  'approved-in-group': ({ by }) => ({ status: 'approved-in-group', decidedBy: by }),
  approved: ({ by, contractDueAt }) => ({
    status: 'approved',
    contractDueAt,
    ...(by !== undefined && { decidedBy: by }),
  }),
  rejected: ({ reason, by }) => ({ status: 'rejected', reason, decidedBy: by }),
  withdrawn: ({ reason }) => ({ status: 'withdrawn', ...(reason !== undefined && { reason }) }),
  expired: () => ({ status: 'expired' }),
  'group-failed': () => ({ status: 'group-failed' }),
  'review-reopened': ({ reason, reviewDueAt }) => ({
    status: 'in-review',
    reason,
    reviewDueAt,
    overdue: false,
  }),
  contracted: ({ tenancy }) => ({ status: 'contracted', tenancy }),
};
