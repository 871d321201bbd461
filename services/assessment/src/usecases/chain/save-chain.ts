import { AppError, type Clock } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import type { ChainDefinition } from '../../domain/chain/chain-definition.ts';
import { checkChain } from '../../domain/chain/check-chain.ts';
import type { FindChain, ForgetTold, SaveChain, StoredChain } from './chain-ports.ts';

export interface SaveChainPorts {
  readonly transaction: Transaction;
  /** Throws when there is no such park. */
  readonly checkPark: (tx: Executor, park: string) => Promise<unknown>;
  readonly findChain: FindChain;
  readonly saveChain: SaveChain;
  readonly forgetTold: ForgetTold;
  readonly clock: Clock;
}

/**
 * Keeps a park's chain as a new version, on the revision that the caller saw; 0 before the first.
 * Errors: `assessment.unknown-park`, `chain.contradicts`, `request.changed-meanwhile`.
 */
export const makeSaveChain =
  ({ transaction, checkPark, findChain, saveChain, forgetTold, clock }: SaveChainPorts) =>
  (park: string, wanted: ChainDefinition, expected: number, by: string): Promise<StoredChain> =>
    transaction(async (tx) => {
      await checkPark(tx, park);
      const definition = checkChain(wanted);
      if (definition instanceof AppError) throw definition;
      const before = await findChain(tx, park);
      const revision = before?.revision ?? 0;
      if (revision !== expected) throw changedMeanwhile(revision);
      const chain = { park, revision: revision + 1, definition, changedBy: by, changedAt: clock() };
      if (!(await saveChain(tx, chain))) throw changedMeanwhile(revision + 1);
      if (before) await forgetTold(tx, park, redefined(before.definition, definition));
      return chain;
    });

/** Segments that mean something else now: whether they are covered is nothing that changed in the park. */
const redefined = (before: ChainDefinition, after: ChainDefinition): readonly string[] =>
  after.segments.flatMap(({ code }) => {
    const same = (definition: ChainDefinition): string =>
      JSON.stringify([
        definition.segments.find((segment) => segment.code === code)?.industries,
        definition.assignments
          .filter(({ segment }) => segment === code)
          .map(({ uscc, name }) => uscc ?? name),
      ]);
    return same(before) === same(after) ? [] : [code];
  });

const changedMeanwhile = (revision: number): AppError =>
  new AppError(
    'request.changed-meanwhile',
    'conflict',
    `图谱已有第 ${revision} 版，请重新读取后再改。 The chain is at revision ${revision} now; read it again and edit that.`,
    { revision },
  );
