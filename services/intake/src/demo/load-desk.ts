import { Day } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, makeCommandCase, type OnCase, type Transaction } from '@yuanqu/service-kit';
import { parkExists, readRegistered } from '../adapters/applications/application-lookups.ts';
import type { Application } from '../domain/applications/application.ts';
import type { Park } from '../domain/park.ts';
import { makeDecideApplication } from '../usecases/applications/decide-application.ts';
import { makeEnterApplication } from '../usecases/applications/enter-application.ts';
import { makeCommandPolicy } from '../usecases/policies/command-policy.ts';
import { policyKind } from '../usecases/policies/policy-kind.ts';
import { readPolicyInForce } from '../usecases/policies/read-policy-in-force.ts';
import { type DemoApplication, demoApplications } from './applications.ts';
import { demoPolicy } from './park-policy.ts';

const dayMs = 86_400_000;
const policySinceDays = 90;

/**
 * Does what the desk would have done: gives every park a policy, and the software park its applications, by the use cases
 * themselves, each at its time. Returns the events for the caller to append.
 */
export async function loadDesk(
  tx: Executor,
  parks: readonly Park[],
  now: Date,
): Promise<readonly NewEvent[]> {
  const events: NewEvent[] = [];
  let at = now;
  const ports = {
    // All of it in the caller's transaction.
    transaction: ((work) => work(tx as never)) as Transaction,
    append: async (_: Executor, some: readonly NewEvent[]) => void events.push(...some),
    clock: () => at,
    readPolicyInForce,
    readRegistered,
    parkExists,
  };
  const daysAgo = (days: number): void => void (at = new Date(now.getTime() - days * dayMs));

  const policies = makeCommandPolicy({ ...ports, command: makeCommandCase(policyKind, ports), db: tx });
  daysAgo(policySinceDays);
  for (const park of parks) {
    const drafted = await policies.draft(demoPolicy(park, Day.of(at)), { by: 'demo-drafter', context: {} });
    await policies.publish(on(drafted, 'demo-publisher'));
  }

  const enter = makeEnterApplication(ports);
  const decide = makeDecideApplication(ports);
  const settle = async (application: DemoApplication): Promise<void> => {
    daysAgo(application.daysAgo);
    const drafted = await enter.draft(
      application.content,
      { unseen: false },
      { by: 'demo-operator', context: {} },
    );
    if (application.fate === 'left as a draft') return;
    daysAgo(application.daysAgo - 1);
    const submitted = await decide.submit(on(drafted, 'demo-operator'));
    daysAgo(application.daysAgo - 6);
    await decisions[application.fate](decide, submitted);
  };
  for (const application of demoApplications) await settle(application);
  return events;
}

type Decide = ReturnType<typeof makeDecideApplication>;

const decisions: Readonly<
  Record<
    Exclude<DemoApplication['fate'], 'left as a draft'>,
    (decide: Decide, submitted: CaseFile<Application>) => Promise<unknown>
  >
> = {
  submitted: () => Promise.resolve(),
  approved: (decide, file) => decide.approve(on(file, 'demo-task-force')),
  rejected: (decide, file) => decide.reject(on(file, 'demo-task-force'), '与园区定位不符(演示)'),
  withdrawn: (decide, file) => decide.withdraw(on(file, 'demo-operator'), '改在他处办公(演示)'),
};

const on = ({ id, revision }: CaseFile<unknown>, by: string): OnCase => ({
  id,
  expected: revision,
  who: { by, context: {} },
});
