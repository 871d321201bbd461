import type { BusSettings } from './connect-bus.ts';
import { orderContract } from './order.ts';
import { makeWorld, type World } from './world.ts';

/** Runs a test in a world of its own, which is disposed of whatever happens. */
export type InWorld = (work: (world: World) => Promise<void>) => Promise<void>;

/** What both adapters must do. Call it within a `describe`. */
export function busContract(settings: BusSettings): void {
  const inWorld: InWorld = async (work) => {
    const world = await makeWorld(settings);
    try {
      await work(world);
    } finally {
      await world.dispose();
    }
  };
  orderContract(inWorld);
}
