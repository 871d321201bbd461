import { formatInstant } from '@yuanqu/domain';
import {
  type EventContext,
  type NewEvent,
  newEvent,
  operatorContracted,
  operatorContractEnded,
} from '@yuanqu/events';
import type { ContractChange } from './registry-ports.ts';

/** An operator got a contract, or one of its contracts got its end. */
export function contractEvent(
  { outcome, contract, name, revision }: ContractChange,
  time: Date,
  context: EventContext,
): NewEvent {
  const { operator, park, from, until } = contract;
  const envelope = { subject: operator, revision, time, context };
  const data = { operator, name, park, from: formatInstant(from) };
  if (outcome === 'ended' && until)
    return newEvent(operatorContractEnded, { ...envelope, data: { ...data, until: formatInstant(until) } });
  return newEvent(operatorContracted, {
    ...envelope,
    data: { ...data, ...(until && { until: formatInstant(until) }) },
  });
}
