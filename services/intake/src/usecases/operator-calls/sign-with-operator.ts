import { AppError, formatInstant, newId } from '@yuanqu/domain';
import { type CaseFile, handleCase, type OnCase } from '@yuanqu/service-kit';
import type { OperatorCall } from '../../domain/operator-calls/operator-call.ts';
import { agreeOn, sameContract } from '../../domain/operator-contracts.ts';
import { changeContracts } from '../operator-contracts.ts';
import { callKind } from './call-kind.ts';
import type { CallPorts } from './call-ports.ts';
import { lockCall } from './lock-call.ts';
import { planHandover } from './plan-handover.ts';
import { succeed } from './see-off-operator.ts';

/**
 * Signs with the admitted operator: the contract goes to the registry, one at a time per park, and whoever had the park hands
 * over to it. Errors: those of the call's decider and of contracts.
 */
export const makeSignWithOperator =
  (ports: CallPorts) =>
  (on: OnCase, from: Date, until: Date | undefined): Promise<CaseFile<OperatorCall>> =>
    ports.transaction(async (tx) => {
      const { call, ofPark } = await lockCall(ports.lockContracts, tx, on.id);
      const { park, handover, admitted } = call;
      const operator = admitted?.operator ?? '';
      const at = ports.clock();
      const id = sameContract(operator, { from }, ofPark)?.id ?? newId(at.getTime());
      const terms = { from: formatInstant(from), ...(until && { until: formatInstant(until) }) };
      const deed = { ...on.who, at };
      const signing = { kind: 'contract', id, ...terms } as const;
      const signed = await handleCase(tx, callKind, on.id, signing, deed, { expected: on.expected });
      const decision = agreeOn(operator, { park, from, until }, ofPark);
      if (decision instanceof AppError) throw decision;
      const decisions = decision ? [{ ...decision, id }] : [];
      const { events } = await changeContracts(ports, tx, operator, decisions, on.who.context);
      const handing = handover
        ? await planHandover(tx, { handover, call: on.id }, { from }, deed)
        : await succeed(ports, tx, { park, operator, from }, deed);
      await ports.append(tx, [...events, ...signed.events, ...handing]);
      return signed.file;
    });
