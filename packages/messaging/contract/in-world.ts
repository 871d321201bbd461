import type { World } from './world.ts';

/** Runs a test in a world of its own. */
export type InWorld = (work: (world: World) => Promise<void>) => Promise<void>;
