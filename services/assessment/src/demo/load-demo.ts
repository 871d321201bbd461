import type { NewEvent } from '@yuanqu/events';
import type { CasePorts } from '@yuanqu/service-kit';
import { makeSaveChain, type SaveChainPorts } from '../usecases/chain/save-chain.ts';
import { demoChains } from './demo-chains.ts';
import { loadDemoGoals } from './demo-goals.ts';
import { type DemoRulePorts, loadDemoRule } from './demo-rule.ts';

/**
 * Gives the demo its rule, every park its chain and some their goals, by the use cases themselves, in one transaction, where no
 * chain is kept yet. The parks may not have been told of by then. False when there are chains already.
 */
export const loadDemo = ({
  transaction,
  append,
  ...ports
}: Omit<SaveChainPorts, 'checkPark'> & Pick<CasePorts, 'append'> & DemoRulePorts): Promise<boolean> =>
  transaction(async (tx) => {
    // One instance at a time; the others find the chains.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('assessment demo'))");
    const { rowCount } = await tx.query('SELECT FROM chain_version LIMIT 1');
    if (rowCount !== 0) return false;
    await loadDemoRule(tx, ports);
    const saveChain = makeSaveChain({
      ...ports,
      transaction: (work) => work(tx),
      checkPark: () => Promise.resolve(),
    });
    for (const { park, definition } of demoChains) await saveChain(park, definition, 0, 'demo-task-force');
    const events: NewEvent[] = [];
    const keep = async (_: unknown, some: readonly NewEvent[]) => void events.push(...some);
    await loadDemoGoals(tx, { append: keep, clock: ports.clock });
    // Everything else first: the log's heads stay locked from here to the commit.
    await append(tx, events);
    return true;
  });
