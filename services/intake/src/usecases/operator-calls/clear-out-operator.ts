import { Day } from '@yuanqu/domain';
import type { operatorClearOutDecided, RecordedEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { readCase } from '@yuanqu/service-kit';
import type { CallPorts } from './call-ports.ts';
import { handoverKind } from './handover-kind.ts';
import { seeOffOperator } from './see-off-operator.ts';

export type ClearOutDecided = RecordedEvent<typeof operatorClearOutDecided>;

/**
 * Assessment decided that operators are cleared out: their contracts end with the last day, or now when the decision comes
 * after it. Told twice it is done once; where the contract is over already nothing is touched, and that is recorded. Throws
 * `intake.unknown-park`.
 */
export const makeClearOutOperators =
  (ports: CallPorts) =>
  async (tx: Executor, decisions: readonly ClearOutDecided[]): Promise<void> => {
    const events = [];
    for (const { subject: id, data, time, id: causationId } of decisions) {
      if (await readCase(tx, handoverKind.name)(id)) continue;
      const now = ports.clock();
      const lastDayEnd = new Date(Day.endMs(data.lastDay as Day));
      const { park, operator, operatorName, lastDay, reason, decidedBy } = data;
      const departure = {
        id,
        park,
        operator,
        operatorName,
        // The operator has answered for the park until now, whatever the decision says.
        end: lastDayEnd > now ? lastDayEnd : now,
        cause: {
          kind: 'clear-out',
          reason,
          by: decidedBy,
          lastDay,
          decidedAt: time.toISOString(),
        },
      } as const;
      const deed = { by: 'system', at: now, context: { causationId } };
      const seen = await seeOffOperator(ports, tx, departure, deed);
      events.push(...seen.events);
    }
    if (events.length > 0) await ports.append(tx, events);
  };
