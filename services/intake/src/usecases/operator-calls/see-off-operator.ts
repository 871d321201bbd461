import { formatInstant, newId } from '@yuanqu/domain';
import type { NewEvent } from '@yuanqu/events';
import type { Executor } from '@yuanqu/messaging';
import { type CaseFile, type Deed, handleCase, listCases } from '@yuanqu/service-kit';
import { leavePark, predecessorOf } from '../../domain/operator-calls/leave-park.ts';
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
import { callCloses, decideBy, handOverBy, handOverExpectedBy } from './deadlines.ts';
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
 * one; a call that is open already is for its successor now. All in the caller's transaction, under the park's lock. Throws
 * `intake.unknown-park`, `intake.unknown-operator`.
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
  const running = successor === undefined ? await runningCall(tx, park) : undefined;
  const call = successor === undefined ? (running?.id ?? newId(deed.at.getTime())) : undefined;
  const items = (await ports.listItems(tx)).filter(({ retired }) => !retired);
  const closesAt = running?.state.closesAt ?? callCloses(deed.at);
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
      dueAt: successor ? handOverBy(end, successor.from) : handOverExpectedBy(end, closesAt),
      ...(call !== undefined && { call }),
      ...(successor && { successor: successor.operator }),
    },
    deed,
  );
  const departed = { handover: id, leaving: operator, cause: cause.kind };
  const called =
    call === undefined
      ? []
      : running
        ? await letFollow(tx, call, departed, deed)
        : await callFor(tx, call, { park, closesAt, ...departed }, deed);
  return { handover: handed.file, events: [...ended.events, ...handed.events, ...called] };
}

const lineOf = ({ code, zh, en, counts }: ListedItem): HandoverItem => ({
  code,
  zh,
  en,
  ...(counts !== undefined && { counts }),
});

/**
 * Whoever had the park before a new operator hands over to it, where its contract ran out without anybody seeing it off. Nobody
 * hands over what was history when it was entered.
 */
export async function succeed(
  ports: CallPorts,
  tx: Executor,
  { park, operator: next, from }: { readonly park: string; readonly operator: string; readonly from: Date },
  deed: Deed,
): Promise<readonly NewEvent[]> {
  const ofPark = (await ports.lockContracts(tx, [park])).get(park) ?? [];
  const last = predecessorOf(next, from, ofPark);
  if (!last) return [];
  const { operator, until: end } = last;
  const [known] = await listCases<OperatorHandover>(
    tx,
    handoverKind.name,
  )({ parks: '*', park, party: operator, limit: 1 });
  if (known && new Date(known.state.until ?? 0) >= end) return [];
  const operatorName = (await ports.lockOperators(tx, [operator])).get(operator)?.name ?? operator;
  const id = newId(deed.at.getTime());
  const cause = { kind: 'exit', reason: '合同期满。 The contract ran out.', by: deed.by } as const;
  return (await seeOffOperator(ports, tx, { id, park, operator, operatorName, end, cause }, deed)).events;
}

interface Departed {
  readonly handover: string;
  readonly leaving: string;
  readonly cause: HandoverCause['kind'];
}

async function callFor(
  tx: Executor,
  call: string,
  opening: Departed & { readonly park: string; readonly closesAt: string },
  deed: Deed,
): Promise<readonly NewEvent[]> {
  const words = '接替离场运营机构。 To follow the operator that leaves.';
  const given = { kind: 'call', words, by: deed.by, ...opening } as const;
  return (await handleCase(tx, callKind, call, given, deed)).events;
}

const letFollow = async (
  tx: Executor,
  call: string,
  departed: Departed,
  deed: Deed,
): Promise<readonly NewEvent[]> =>
  (await handleCase(tx, callKind, call, { kind: 'follow', ...departed, decideBy: decideBy(deed.at) }, deed))
    .events;

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
