import { Day } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { AdmissionRecord, ApplicationContent } from '../../domain/applications/application.ts';
import { admit, type AdmissionFacts } from '../../domain/policies/admission.ts';
import type { ReadPolicyInForce } from '../policies/read-policy-in-force.ts';

/** What a park's policy of that day says about an application; without a policy the task force judges alone. */
export async function judgeAdmission(
  readPolicyInForce: ReadPolicyInForce,
  db: Executor,
  content: ApplicationContent,
  at: Date,
): Promise<AdmissionRecord> {
  const policy = await readPolicyInForce(db, content.park, Day.of(at));
  if (!policy) return { outcome: 'to-review', rules: [] };
  const { version, definition } = policy.state;
  return { policy: { id: policy.id, version }, ...admit(definition, factsOf(content)) };
}

/** What rules look at. */
export const factsOf = ({ applicant, trade, wanted, promised }: ApplicationContent): AdmissionFacts => ({
  industry: applicant.industry,
  trade,
  sizeClass: applicant.sizeClass,
  areaM2: wanted.areaM2,
  outputFen: promised.outputFen === undefined ? undefined : BigInt(promised.outputFen),
  taxFen: promised.taxFen === undefined ? undefined : BigInt(promised.taxFen),
});
