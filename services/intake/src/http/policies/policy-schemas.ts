import { DaySchema, UuidSchema } from '@yuanqu/domain';
import { ParkCode } from '@yuanqu/events';
import { type CaseFile, caseFields, caseOnWire } from '@yuanqu/service-kit';
import { Type } from 'typebox';
import { PolicyDefinition } from '../../domain/policies/policy-definition.ts';
import { type Policy, policyStatuses, standingOf } from '../../domain/policies/policy.ts';

export const tags = ['policies'];

const exact = { additionalProperties: false };
const changeable = {
  effectiveFrom: DaySchema,
  definition: PolicyDefinition,
};

export const PolicyContentBody = Type.Object(
  {
    park: ParkCode,
    version: Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$', description: 'Such as 2026.2' }),
    ...changeable,
  },
  exact,
);

export const PolicyRevisionBody = Type.Object(changeable, exact);

export const PolicyItem = Type.Object({
  ...caseFields,
  status: Type.Enum([...policyStatuses]),
  park: ParkCode,
  version: Type.String(),
  effectiveFrom: Type.String(),
  definition: PolicyDefinition,
  draftedBy: Type.String(),
  publishedBy: Type.Optional(Type.String()),
});

/** What everybody may read of a policy. */
export const PublishedPolicy = Type.Object({
  id: UuidSchema,
  park: ParkCode,
  version: Type.String(),
  effectiveFrom: Type.String(),
  standing: Type.Enum(['in-force', 'announced', 'superseded']),
  supersededBy: Type.Optional(
    Type.String({ description: 'The version by which the park judges, or will judge, instead' }),
  ),
  definition: PolicyDefinition,
});

export const policyOnWire = (file: CaseFile<Policy>) => ({ ...caseOnWire(file), ...file.state });

export const publishedOnWire = (
  { id, state }: CaseFile<Policy>,
  published: readonly CaseFile<Policy>[],
  day: string,
) => {
  const { park, version, effectiveFrom, definition } = state;
  const ofPark = published.flatMap((other) => (other.state.park === park ? [other.state] : []));
  return { id, park, version, effectiveFrom, ...standingOf(state, ofPark, day), definition };
};
