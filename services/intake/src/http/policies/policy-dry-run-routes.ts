import { UuidSchema } from '@yuanqu/domain';
import { UsccText } from '@yuanqu/events';
import { accessToCase, type App, caseById, type ReadCase, type RoutePlugin } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { applicationStatuses } from '../../domain/applications/application.ts';
import { type Policy, unknownPolicy } from '../../domain/policies/policy.ts';
import type { DecidedOtherwise, DryRunPolicy } from '../../usecases/policies/dry-run-policy.ts';
import { tags } from './policy-schemas.ts';

/** `GET /policies/{id}/dry-run`: who would have been decided otherwise, had this version been in force. */
export const policyDryRunRoutes =
  (read: ReadCase<Policy>, dryRun: DryRunPolicy): RoutePlugin =>
  (app: App) => {
    app.get(
      '/policies/:id/dry-run',
      { schema, config: { access: accessToCase('policies', 'decide', read) } },
      async ({ params, query: { limit } }) => {
        const policy = await read(params.id);
        if (!policy) throw unknownPolicy;
        const { changes, items, ...counts } = await dryRun(policy.state, limit);
        return { ...counts, changes: [...changes], items: items.map(onWire) };
      },
    );
  };

const onWire = ({ application, before, after, reasonsBefore, reasonsAfter }: DecidedOtherwise) => {
  const { applicant } = application.state.content;
  return {
    application: application.id,
    applicant: applicant.name,
    ...(applicant.uscc !== undefined && { uscc: applicant.uscc }),
    status: application.state.status,
    before,
    after,
    reasonsBefore: [...reasonsBefore],
    reasonsAfter: [...reasonsAfter],
  };
};

const Outcome = Type.Enum(['admissible', 'to-review', 'inadmissible']);
const Reasons = Type.Array(Type.Object({ zh: Type.String(), en: Type.String() }));

const schema = {
  tags,
  summary: 'Run a version dry on the park’s past applications: who would have been decided otherwise',
  ...caseById,
  querystring: Type.Object({ limit: Type.Integer({ minimum: 0, maximum: 500, default: 100 }) }),
  response: {
    200: Type.Object({
      judged: Type.Integer({ description: 'Applications of the park that were judged so far' }),
      otherwise: Type.Integer({ description: 'Of them, those with another outcome by this version' }),
      changes: Type.Array(Type.Object({ from: Outcome, to: Outcome, applications: Type.Integer() })),
      items: Type.Array(
        Type.Object({
          application: UuidSchema,
          applicant: Type.String(),
          uscc: Type.Optional(UsccText),
          status: Type.Enum([...applicationStatuses], { description: 'Where it stands now' }),
          before: Outcome,
          after: Outcome,
          reasonsBefore: Reasons,
          reasonsAfter: Reasons,
        }),
        { description: 'The newest of those decided otherwise' },
      ),
    }),
  },
};
