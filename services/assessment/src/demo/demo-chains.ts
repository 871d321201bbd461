import { type DemoChain } from './draft-chain.ts';
import { makingChains } from './making-chains.ts';
import { serviceChains } from './service-chains.ts';

/** A chain for each of Fengze's ten parks. No park has published one: what is not in the source is 演示. */
export const demoChains: readonly DemoChain[] = [...serviceChains, ...makingChains];
