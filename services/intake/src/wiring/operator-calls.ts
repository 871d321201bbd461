import { type Chassis, makeCommandCase, makeSweepDue, parkedCases, readCases } from '@yuanqu/service-kit';
import { batchTransaction } from '../adapters/batch-transaction.ts';
import { countOpen, listItems, saveItem } from '../adapters/operator-calls/handover-items.ts';
import { findUnderWay } from '../adapters/operator-calls/under-way.ts';
import { lockContracts, lockOperators, saveOperators } from '../adapters/operator-registry.ts';
import { onOperatorStandingEvents } from '../consumers/on-operator-standing-events.ts';
import type { OperatorCall } from '../domain/operator-calls/operator-call.ts';
import type { OperatorHandover } from '../domain/operator-calls/operator-handover.ts';
import { appointmentRoutes } from '../http/operator-calls/appointment-routes.ts';
import { callRoutes } from '../http/operator-calls/call-routes.ts';
import { handoverRoutes } from '../http/operator-calls/handover-routes.ts';
import { callKind } from '../usecases/operator-calls/call-kind.ts';
import { makeChangeAppointment } from '../usecases/operator-calls/change-appointment.ts';
import { makeClearOutOperators } from '../usecases/operator-calls/clear-out-operator.ts';
import { makeCommandCall } from '../usecases/operator-calls/command-call.ts';
import { makeCommandHandover } from '../usecases/operator-calls/command-handover.ts';
import { handoverKind } from '../usecases/operator-calls/handover-kind.ts';

/** Operators: called for, admitted, contracted, renewed, left or cleared out, with what they hand over. */
export function operatorCalls({
  pool,
  transaction,
  outbox,
  clock,
  log,
}: Pick<Chassis, 'pool' | 'transaction' | 'outbox' | 'clock' | 'log'>) {
  const deciding = { transaction, append: outbox.append, clock };
  const ports = {
    ...deciding,
    transaction: batchTransaction(transaction),
    lockContracts,
    lockOperators,
    saveOperators,
    findUnderWay,
    listItems,
    countOpen,
  };
  const calls = readCases<OperatorCall>(pool, callKind.name);
  const handovers = readCases<OperatorHandover>(pool, handoverKind.name);
  const sweepCalls = makeSweepDue(callKind, { ...deciding, pool, log });
  const sweepHandovers = makeSweepDue(handoverKind, { ...deciding, pool, log });
  return {
    routes: [
      ...callRoutes(calls, makeCommandCall({ ...ports, command: makeCommandCase(callKind, deciding) })),
      ...handoverRoutes({
        cases: handovers,
        calls,
        commands: makeCommandHandover({ ...ports, command: makeCommandCase(handoverKind, deciding) }),
        countOpen: (park) => countOpen(pool, park),
      }),
      appointmentRoutes({
        changeAppointment: makeChangeAppointment(ports),
        listItems: () => listItems(pool),
        saveItem: (item, expected) => saveItem(pool, item, expected),
      }),
    ],
    consumers: [onOperatorStandingEvents(makeClearOutOperators(ports))],
    jobs: [
      {
        name: 'operator-call-deadlines',
        cron: '* * * * *',
        run: async (signal?: AbortSignal) => {
          await sweepCalls(signal);
          await sweepHandovers(signal);
        },
        parked: parkedCases(pool, callKind, handoverKind),
      },
    ],
  };
}
