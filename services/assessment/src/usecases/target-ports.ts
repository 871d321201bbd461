import type { Executor } from '@yuanqu/messaging';
import type { Targets } from '../domain/targets.ts';

/** Targets as somebody set them; park '*' stands for every park without its own. */
export interface StoredTargets extends Targets {
  readonly park: string;
  readonly setBy: string;
  readonly setAt: Date;
}

/** The park's own targets, newest first, then those that hold for every park. */
export type ReadTargets = (db: Executor, park: string) => Promise<readonly StoredTargets[]>;
export type SaveTargets = (tx: Executor, targets: StoredTargets) => Promise<void>;
