import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, listCases } from '@yuanqu/service-kit';
import { type Policy, policyInForce } from '../../domain/policies/policy.ts';
import { policyKind } from './policy-kind.ts';

/** The policy by which a park judges what comes on that day, if it has one. */
export type ReadPolicyInForce = (
  db: Executor,
  park: string,
  day: string,
) => Promise<CaseFile<Policy> | undefined>;

// One park has a few versions a year.
const mostVersions = 500;

export const readPolicyInForce: ReadPolicyInForce = async (db, park, day) => {
  const filter = { parks: '*', park, statuses: ['published'], limit: mostVersions } as const;
  const files = await listCases<Policy>(db, policyKind.name)(filter);
  const inForce = policyInForce(
    files.map(({ state }) => state),
    day,
  );
  return files.find(({ state }) => state === inForce);
};
