import type { Executor } from '@yuanqu/messaging';
import { settle } from '../../domain/delivery-outcome.ts';
import type { SettledDelivery, SettleDeliveries } from '../../usecases/deliver.ts';
import type { InTransaction } from '../../usecases/ports.ts';
import type { RobotMessage } from '../../usecases/robots/robot-message.ts';
import { keepAttempts, writeStates } from '../settle-deliveries.ts';

/** Writes outcomes: what came of a message came of every delivery that it carried, and of the robot. */
export const makeSettleRobotMessages =
  (
    transaction: InTransaction,
    settledNow: (settled: readonly SettledDelivery[]) => void = () => {},
  ): SettleDeliveries<RobotMessage> =>
  async (messages) => {
    const settled = messages.flatMap(eachDelivery);
    const failed = settled.filter(({ outcome }) => outcome.kind !== 'delivered');
    await transaction(async (tx) => {
      await writeStates(tx, settled);
      if (failed.length > 0) await keepAttempts(tx, failed);
      for (const message of messages) await learnOfRobot(tx, message);
    });
    settledNow(settled);
  };

function eachDelivery({ delivery, outcome, settlement }: SettledDelivery<RobotMessage>): SettledDelivery[] {
  const { others } = delivery;
  return [
    { delivery, outcome, settlement },
    ...others.map((other) => ({
      delivery: other,
      outcome,
      settlement: settle(outcome, other.attempt, Math.random()),
    })),
  ];
}

async function learnOfRobot(
  tx: Executor,
  { delivery: { robot }, outcome }: SettledDelivery<RobotMessage>,
): Promise<void> {
  switch (outcome.kind) {
    case 'delivered':
      await tx.query(
        'UPDATE robot SET failures = 0, held_until = NULL WHERE id = $1 AND (failures > 0 OR held_until IS NOT NULL)',
        [robot.id],
      );
      return;
    case 'later':
      await hold(tx, robot.id, outcome.afterMs);
      return;
    case 'failed':
      // 5 s, 10 s … 5 min, as webhooks.
      await tx.query(
        `UPDATE robot SET failures = failures + 1,
           held_until = clock_timestamp() + least(5 * 2 ^ least(failures, 10), 300) * interval '1 second'
         WHERE id = $1`,
        [robot.id],
      );
      return;
    case 'gone':
      await disable(tx, robot, outcome.error);
      return;
    case 'refused':
    case 'no-address':
  }
}

const hold = (tx: Executor, id: string, afterMs: number): Promise<unknown> =>
  tx.query(
    `UPDATE robot SET held_until = greatest(held_until, clock_timestamp() + $2 * interval '1 millisecond') WHERE id = $1`,
    [id, afterMs],
  );

/** Nobody calls it again until it gets another key; its sealed key tells whether it has one by now. */
async function disable(tx: Executor, robot: RobotMessage['robot'], reason: string): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE robot SET state = 'disabled', state_reason = $3, dead_since = clock_timestamp() WHERE id = $1 AND sealed = $2 AND state = 'active'`,
    [robot.id, robot.sealed, reason],
  );
  if (rowCount !== 1) return;
  await tx.query(
    `UPDATE delivery SET state = 'cancelled', last_error = 'the robot was disabled', settled_at = now()
     WHERE official_id = $1 AND channel = 'robot' AND state IN ('pending', 'gathered')`,
    [robot.id],
  );
}
