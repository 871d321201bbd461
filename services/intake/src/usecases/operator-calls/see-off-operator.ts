import { formatInstant, newId } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type Deed, handleCase, listCases } from '@yuanqu/service-kit';
import { leavePark } from '../../domain/operator-calls/leave-park.ts';
import { type OperatorCall, runningCalls } from '../../domain/operator-calls/operator-call.ts';
import type {
  HandoverCause,
  HandoverItem,
  OperatorHandover,
} from '../../domain/operator-calls/operator-handover.ts';
import { unknownPark } from '../describe-parks.ts';
import { changeContracts } from '../operator-contracts.ts';
import { callKind } from './call-kind.ts';
import type { CallPorts, ListedItem } from './call-ports.ts';
import { callCloses, handOverBy } from './deadlines.ts';
import { handoverKind } from './handover-kind.ts';

export interface Departure {
  /** The hand-over's id: of a clear-out the standing's in assessment, so that a decision told twice is one. */
  readonly id: string;
  readonly park: string;
  readonly operator: string;
  readonly operatorName: string;
  /** The first instant after the last day. */
  readonly end: Date;
  readonly cause: HandoverCause;
}

export interface SeenOff {
  readonly handover: CaseFile<OperatorHandover>;
  /** To be appended as the transaction's last statement. */
  readonly events: readonly NewEvent[];
}

/**
 * An operator leaves its park: its contract ends, the hand-over is opened, and another one is called for unless there is
 * one, or a call, already. All in the caller's transaction, under the park's lock. Throws `intake.unknown-park`,
 * `intake.unknown-operator`.
 */
export async function seeOffOperator(
  ports: CallPorts,
  tx: Executor,
  { id, park, operator, operatorName, end, cause }: Departure,
  deed: Deed,
): Promise<SeenOff> {
  const ofPark = (await ports.lockContracts(tx, [park])).get(park);
  if (!ofPark) throw unknownPark(park);
  const { outcome, endings, until, successor } = leavePark(operator, end, ofPark);
  const ended =
    endings.length > 0 ? await changeContracts(ports, tx, operator, endings, deed.context) : { events: [] };
  const isNeeded = successor === undefined && (await runningCall(tx, park)) === undefined;
  const call = isNeeded ? newId(deed.at.getTime()) : undefined;
  const items = (await ports.listItems(tx)).filter(({ retired }) => !retired);
  const handed = await handleCase(
    tx,
    handoverKind,
    id,
    {
      kind: 'open',
      park,
      operator,
      operatorName,
      cause,
      outcome,
      ...(until && { until: formatInstant(until) }),
      items: items.map(lineOf),
      dueAt: handOverBy(end),
      ...(call !== undefined && { call }),
      ...(successor !== undefined && { successor }),
    },
    deed,
  );
  const called = call === undefined ? [] : await callFor(tx, call, { id, park, operator, cause }, deed);
  return { handover: handed.file, events: [...ended.events, ...handed.events, ...called] };
}

const lineOf = ({ code, zh, en, counts }: ListedItem): HandoverItem => ({
  code,
  zh,
  en,
  ...(counts !== undefined && { counts }),
});

async function callFor(
  tx: Executor,
  call: string,
  { id, park, operator, cause }: Pick<Departure, 'id' | 'park' | 'operator' | 'cause'>,
  deed: Deed,
): Promise<readonly NewEvent[]> {
  const { events } = await handleCase(
    tx,
    callKind,
    call,
    {
      kind: 'call',
      park,
      words: '接替离场运营机构。 To follow the operator that leaves.',
      by: deed.by,
      cause: cause.kind,
      handover: id,
      leaving: operator,
      closesAt: callCloses(deed.at),
    },
    deed,
  );
  return events;
}

/** The call that the park has open, if it has. */
export const runningCall = async (
  tx: Executor,
  park: string,
): Promise<CaseFile<OperatorCall> | undefined> => {
  const [call] = await listCases<OperatorCall>(
    tx,
    callKind.name,
  )({
    parks: '*',
    park,
    statuses: runningCalls,
    limit: 1,
  });
  return call;
};
