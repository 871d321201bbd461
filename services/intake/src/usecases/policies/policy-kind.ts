import { newEvent, policyPublished } from '@yuanqu/events';
import type { CaseKind } from '@yuanqu/service-kit';
import {
  type Policy,
  type PolicyCommand,
  policyDecider,
  type PolicyFact,
} from '../../domain/policies/policy.ts';

/** Policies as they are kept; what others hear of is their publication. */
export const policyKind: CaseKind<Policy, PolicyCommand, PolicyFact> = {
  name: 'policy',
  decider: policyDecider,
  headOf: ({ status, park }) => ({ status, park }),
  onDue: () => {
    throw new Error('a policy has no deadline');
  },
  publish: ({ id, revision, fact, state, deed }) =>
    fact.kind === 'published'
      ? [
          newEvent(policyPublished, {
            subject: id,
            revision,
            time: deed.at,
            context: deed.context,
            data: { park: state.park, version: state.version, effectiveFrom: state.effectiveFrom as never },
          }),
        ]
      : [],
};
