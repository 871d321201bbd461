import { makeSaveChain, type SaveChainPorts } from '../usecases/chain/save-chain.ts';
import { demoChains } from './demo-chains.ts';

/**
 * Gives every park of the demo its chain, by the use case itself, in one transaction, where no chain is kept yet. The
 * parks may not have been told of by then. False when there are chains already.
 */
export const loadDemoChains = ({
  transaction,
  ...ports
}: Omit<SaveChainPorts, 'checkPark'>): Promise<boolean> =>
  transaction(async (tx) => {
    // One instance at a time; the others find the chains.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('assessment demo'))");
    const { rowCount } = await tx.query('SELECT FROM chain_version LIMIT 1');
    if (rowCount !== 0) return false;
    const saveChain = makeSaveChain({
      ...ports,
      transaction: (work) => work(tx),
      checkPark: () => Promise.resolve(),
    });
    for (const { park, definition } of demoChains) await saveChain(park, definition, 0, 'demo-task-force');
    return true;
  });
