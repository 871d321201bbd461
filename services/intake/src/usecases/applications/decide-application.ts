import type { Executor } from '@yuanqu/messaging';
import { type OnCase, readCase } from '@yuanqu/service-kit';
import { unknownApplication } from '../../domain/applications/application-decider.ts';
import type { ApplicationCommand } from '../../domain/applications/application-facts.ts';
import type { Application } from '../../domain/applications/application.ts';
import { applicationKind } from './application-kind.ts';
import type { ApplicationPorts } from './application-ports.ts';
import { makeCommandApplication } from './command-application.ts';
import { contractDueAt, draftExpiresAt, reviewDueAt } from './deadlines.ts';
import { judgeSubmission } from './judge-admission.ts';

/** Submits (and checks at once), sends back, approves, rejects and withdraws applications. Errors: those of the decider. */
export const makeDecideApplication = (ports: ApplicationPorts) => {
  const command = makeCommandApplication(ports);
  const submission = async (tx: Executor, id: string, at: Date): Promise<ApplicationCommand> => {
    const application = await readCase<Application>(tx, applicationKind.name)(id);
    if (!application) throw unknownApplication;
    const admission = await judgeSubmission(ports, tx, application.state.content, at);
    return { kind: 'submit', admission, reviewDueAt: reviewDueAt(at), expiresAt: draftExpiresAt(at) };
  };
  return {
    submit: (on: OnCase) => command(on, (at, tx) => submission(tx, on.id, at)),
    sendBack: (on: OnCase, reason: string) =>
      command(on, (at) => ({ kind: 'return', reason, by: on.who.by, expiresAt: draftExpiresAt(at) })),
    approve: (on: OnCase) =>
      command(on, (at) => ({ kind: 'approve', by: on.who.by, contractDueAt: contractDueAt(at) })),
    reject: (on: OnCase, reason: string) => command(on, () => ({ kind: 'reject', reason, by: on.who.by })),
    withdraw: (on: OnCase, reason: string | undefined) =>
      command(on, () => ({ kind: 'withdraw', ...(reason !== undefined && { reason }) })),
  };
};

export type DecideApplication = ReturnType<typeof makeDecideApplication>;
