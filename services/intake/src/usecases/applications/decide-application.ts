import type { CaseFile } from '@yuanqu/service-kit';
import type { Application } from '../../domain/applications/application.ts';
import { unknownApplication } from '../../domain/applications/application-decider.ts';
import type { ApplicationCommand } from '../../domain/applications/application-facts.ts';
import { readCase } from '@yuanqu/service-kit';
import { applicationKind } from './application-kind.ts';
import type { ApplicationPorts, OnApplication } from './application-ports.ts';
import { contractDueAt, draftExpiresAt, reviewDueAt } from './deadlines.ts';
import { handleApplication } from './handle-application.ts';
import { judgeAdmission } from './judge-admission.ts';

/** Submits (and checks at once), sends back, approves, rejects and withdraws applications. Errors: those of the decider. */
export const makeDecideApplication = (ports: ApplicationPorts) => {
  const command = ({ id, expected, who }: OnApplication, given: (at: Date) => ApplicationCommand) =>
    ports.transaction(async (tx): Promise<CaseFile<Application>> => {
      const at = ports.clock();
      const { file, events } = await handleApplication(tx, id, given(at), { ...who, at }, { expected });
      await ports.append(tx, events);
      return file;
    });
  return {
    submit: ({ id, expected, who }: OnApplication) =>
      ports.transaction(async (tx): Promise<CaseFile<Application>> => {
        const at = ports.clock();
        const before = await readCase<Application>(tx, applicationKind.name)(id);
        if (!before) throw unknownApplication;
        const admission = await judgeAdmission(ports.readPolicyInForce, tx, before.state.content, at);
        const times = { reviewDueAt: reviewDueAt(at), expiresAt: draftExpiresAt(at) };
        const submit = { kind: 'submit', admission, ...times } as const;
        const { file, events } = await handleApplication(tx, id, submit, { ...who, at }, { expected });
        await ports.append(tx, events);
        return file;
      }),
    sendBack: (on: OnApplication, reason: string) =>
      command(on, (at) => ({ kind: 'return', reason, by: on.who.by, expiresAt: draftExpiresAt(at) })),
    approve: (on: OnApplication) =>
      command(on, (at) => ({ kind: 'approve', by: on.who.by, contractDueAt: contractDueAt(at) })),
    reject: (on: OnApplication, reason: string) =>
      command(on, () => ({ kind: 'reject', reason, by: on.who.by })),
    withdraw: (on: OnApplication, reason: string | undefined) =>
      command(on, () => ({ kind: 'withdraw', ...(reason !== undefined && { reason }) })),
  };
};

export type DecideApplication = ReturnType<typeof makeDecideApplication>;
