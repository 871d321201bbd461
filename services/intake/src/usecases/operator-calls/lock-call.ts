import type { Executor } from '@yuanqu/messaging';
import { lockCase, readCase } from '@yuanqu/service-kit';
import { unknownCall } from '../../domain/operator-calls/call-decider.ts';
import type { OperatorCall } from '../../domain/operator-calls/operator-call.ts';
import type { OperatorContract } from '../../domain/operator.ts';
import type { LockContracts } from '../registry-ports.ts';
import { callKind } from './call-kind.ts';

/** A call and the contracts of its park, the park locked first, as departures do. Throws `operator-call.unknown`. */
export async function lockCall(
  lockContracts: LockContracts,
  tx: Executor,
  id: string,
): Promise<{ readonly call: OperatorCall; readonly ofPark: readonly OperatorContract[] }> {
  const seen = await readCase<OperatorCall>(tx, callKind.name)(id);
  if (!seen) throw unknownCall;
  const { park } = seen.state;
  const ofPark = (await lockContracts(tx, [park])).get(park) ?? [];
  const { state } = (await lockCase<OperatorCall>(tx, callKind.name, id)) ?? seen;
  return { call: state, ofPark };
}
