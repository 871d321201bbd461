import type { BusSettings } from './connect-bus.ts';
import { crashContract } from './crash.ts';
import { culpritContract } from './culprit.ts';
import { deadLetterContract } from './dead-letters.ts';
import { epochContract } from './epoch.ts';
import { gapContract } from './gap.ts';
import { membershipContract } from './membership.ts';
import { operationContract } from './operation.ts';
import { orderContract } from './order.ts';
import { poisonContract } from './poison.ts';
import { surroundingsContract } from './surroundings.ts';
import type { InWorld } from './in-world.ts';
import { inNewWorld } from './world.ts';

/** What both adapters must do. Call it within a `describe`. */
export function busContract(settings: BusSettings): void {
  const inWorld: InWorld = (work) => inNewWorld(settings, work);
  orderContract(inWorld);
  poisonContract(inWorld);
  culpritContract(inWorld);
  deadLetterContract(inWorld);
  gapContract(inWorld);
  epochContract(inWorld);
  membershipContract(inWorld);
  surroundingsContract(inWorld);
  operationContract(inWorld);
  crashContract(inWorld, settings);
}
