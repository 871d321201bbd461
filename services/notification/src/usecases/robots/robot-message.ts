import type { Robot } from '../../domain/robots/robot.ts';
import type { ClaimedDelivery } from '../deliver.ts';

/** One message to a group chat: the delivery that it is sent for, and those that it carries besides. */
export interface RobotMessage extends ClaimedDelivery {
  readonly channel: 'robot';
  readonly robot: Pick<Robot, 'id' | 'kind'> & { readonly sealed: Buffer };
  /** Waited with it and go in the same message, as one summary. */
  readonly others: readonly RobotDelivery[];
}

export type RobotDelivery = Omit<RobotMessage, 'others'>;
