import { AppError } from '@yuanqu/domain';
import { enterpriseBodyRegistered, newEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { checkRevision, type Who } from '@yuanqu/service-kit';
import { isWithin } from '../../domain/enterprise-facts.ts';
import { isBodyId } from '../../domain/enterprise-kind.ts';
import { unknownToMerge } from '../../domain/merging/merge-enterprises.ts';
import type { LockEnterprises, RegistryPorts } from '../registry-ports.ts';
import type { ParkScope } from '../registry-queries.ts';

export interface Body {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
}

export interface EnterBodyPorts extends RegistryPorts {
  readonly lockEnterprises: LockEnterprises;
  /** The id of the body that has this name. */
  readonly bodyNamed: (tx: Executor, name: string) => Promise<string | undefined>;
  /** Registers it under the next internal id. */
  readonly insertBody: (tx: Executor, name: string, at: Date) => Promise<string>;
  readonly renameBody: (tx: Executor, body: Body, at: Date) => Promise<void>;
}

/**
 * Registers bodies without a credit code (a circuit tribunal, a mediation committee) under an internal id, and renames
 * them. Codes: `intake.body-exists`, `intake.unknown-enterprise`, `intake.not-a-body`, `request.changed-meanwhile`.
 */
export const makeEnterBody = (ports: EnterBodyPorts) => {
  const { transaction, append, clock, lockEnterprises, bodyNamed, insertBody, renameBody } = ports;
  const tell = (tx: Executor, { id, name, revision }: Body, at: Date, { context }: Who) =>
    append(tx, [
      newEvent(enterpriseBodyRegistered, { subject: id, revision, time: at, context, data: { id, name } }),
    ]);
  return {
    register: (name: string, who: Who): Promise<Body> =>
      transaction(async (tx) => {
        const at = clock();
        const taken = await bodyNamed(tx, name);
        if (taken !== undefined) throw bodyExists(taken);
        const body = { id: await insertBody(tx, name, at), name, revision: 1 };
        await tell(tx, body, at, who);
        return body;
      }),
    rename: (id: string, name: string, expected: number, scope: ParkScope, who: Who): Promise<Body> =>
      transaction(async (tx) => {
        const at = clock();
        if (!isBodyId(id)) throw notABody;
        const known = (await lockEnterprises(tx, [id])).get(id);
        if (!known || known.mergedInto !== undefined || !isWithin(known, scope)) throw unknownToMerge(id);
        if (known.name === name) return { id, name, revision: known.revision };
        checkRevision(known, expected);
        const taken = await bodyNamed(tx, name);
        if (taken !== undefined) throw bodyExists(taken);
        const body = { id, name, revision: known.revision + 1 };
        await renameBody(tx, body, at);
        await tell(tx, body, at, who);
        return body;
      }),
  };
};

export type EnterBody = ReturnType<typeof makeEnterBody>;

const bodyExists = (id: string): AppError =>
  new AppError(
    'intake.body-exists',
    'conflict',
    `该名称的单位已登记为 ${id}。 A body of this name is registered already, as ${id}.`,
    { id },
  );
const notABody = new AppError(
  'intake.not-a-body',
  'invalid',
  '有代码的企业请用 PUT /enterprises。 This is for internal ids such as B000001; enterprises with a code go by PUT /enterprises.',
);
