import { Day, formatInstant } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { AdmissionRecord, ApplicationContent } from '../../domain/applications/application.ts';
import { admit, type AdmissionFacts } from '../../domain/policies/admission.ts';
import type { ReadPolicyInForce } from '../policies/read-policy-in-force.ts';
import type { ApplicationPorts } from './application-ports.ts';
import { withRegistered } from './with-registered.ts';

/** What a park's policy of that day says about an application; without a policy the task force judges alone. */
export async function judgeAdmission(
  readPolicyInForce: ReadPolicyInForce,
  db: Executor,
  content: ApplicationContent,
  at: Date,
): Promise<AdmissionRecord> {
  const policy = await readPolicyInForce(db, content.park, Day.of(at));
  const { sizeClass } = content.applicant;
  const judged = { at: formatInstant(at), ...(sizeClass && { sizeClass }) };
  if (!policy) return { outcome: 'to-review', rules: [], ...judged };
  const { version, definition } = policy.state;
  return { policy: { id: policy.id, version }, ...admit(definition, factsOf(content)), ...judged };
}

/** The same for an application that is submitted, with what is registered of its applicant on that day. */
export async function judgeSubmission(
  { readPolicyInForce, readRegistered }: Pick<ApplicationPorts, 'readPolicyInForce' | 'readRegistered'>,
  db: Executor,
  content: ApplicationContent,
  at: Date,
): Promise<AdmissionRecord> {
  const { uscc } = content.applicant;
  const registered = uscc === undefined ? undefined : await readRegistered(db, uscc);
  return judgeAdmission(readPolicyInForce, db, withRegistered(content, registered), at);
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
