import { type Clock, Month, workingCalendar } from '@yuanqu/domain';
import {
  type EventContext,
  leagueTableClosed,
  leagueTablePreviewed,
  newEvent,
  type NewEvent,
} from '@yuanqu/events';
import type { Executor, Outbox } from '@yuanqu/messaging';
import { frozenDocument, leagueTable, type LeagueTable } from '../domain/league-table.ts';
import { rankingOf } from '../domain/ranking-of.ts';
import { digestUnits, freeze } from './digest.ts';
import type { HoldConsumers, MonthState, SaveFrozen, SaveMonth, TableHead } from './league-ports.ts';
import { type BasisPorts, loadBasis } from './table-basis.ts';

export interface FreezingPorts extends BasisPorts {
  readonly saveMonth: SaveMonth;
  readonly holdConsumers: HoldConsumers;
  readonly saveFrozen: SaveFrozen;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

export interface Closer {
  readonly subject: string;
  readonly name: string;
  readonly context: EventContext;
}

const calendar = workingCalendar();

/** Freezes the next version of a locked month; its preview ends as told, else by its rule. Error: `assessment.no-rule`. */
export async function freezeMonth(
  ports: FreezingPorts,
  tx: Executor,
  state: MonthState,
  by: Closer,
  previewUntil?: Date,
): Promise<TableHead> {
  const { month } = state;
  const watermarks = await ports.holdConsumers(tx);
  const basis = await loadBasis(ports, tx, { month, cutoffMs: Month.endMs(month), exact: true });
  const version = state.version + 1;
  const table = leagueTable(basis);
  const unitsSha256 = digestUnits(basis.units);
  const frozen = freeze(frozenDocument(table, { version, watermarks, unitsSha256 }));
  const closedAt = ports.clock();
  const until = previewUntil ?? previewEnd(table, closedAt);
  const head = {
    month,
    version,
    ruleVersion: table.rule.version,
    sha256: frozen.sha256,
    closedBy: by.subject,
    closedByName: by.name,
    closedAt,
    ...(until && { previewUntil: until }),
  };
  const events = eventsOf(table, head, state.revision, by.context, previewUntil === undefined);
  await ports.saveFrozen(tx, { ...head, document: frozen.document }, basis.units);
  await ports.saveMonth(tx, { month, state: 'closed', version, revision: state.revision + events.length });
  await ports.outbox.append(tx, events);
  return head;
}

function previewEnd({ rule }: LeagueTable, closedAt: Date): Date | undefined {
  const { preview } = rule.definition;
  return preview && calendar.deadline(closedAt, preview.days);
}

/** A preview is told of once, when it begins. */
function eventsOf(
  table: LeagueTable,
  head: TableHead,
  revision: number,
  context: EventContext,
  isNewPreview: boolean,
): readonly NewEvent[] {
  const closed = closedEvent(table, head, revision + 1, context);
  const { month, version, previewUntil, closedAt: time } = head;
  if (!previewUntil || !isNewPreview) return [closed];
  const data = { month, version, until: previewUntil.toISOString() };
  return [
    closed,
    newEvent(leagueTablePreviewed, { subject: month, revision: revision + 2, time, data, context }),
  ];
}

const closedEvent = (table: LeagueTable, head: TableHead, revision: number, context: EventContext) =>
  newEvent(leagueTableClosed, {
    subject: head.month,
    revision,
    time: head.closedAt,
    data: {
      month: head.month,
      version: head.version,
      ruleVersion: head.ruleVersion,
      closedBy: head.closedBy,
      closedAt: head.closedAt.toISOString(),
      sha256: head.sha256,
      ...(head.previewUntil && { previewUntil: head.previewUntil.toISOString() }),
      ranking: rankingOf(table),
    },
    context,
  });
