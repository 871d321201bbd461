import { AppError, type Clock, Month } from '@yuanqu/domain';
import { type EventContext, leagueTableClosed, newEvent } from '@yuanqu/events';
import type { Outbox } from '@yuanqu/messaging';
import type { Transaction } from '@yuanqu/service-kit';
import { frozenDocument, leagueTable, type LeagueTable } from '../domain/league-table.ts';
import { digestUnits, freeze } from './digest.ts';
import type { HoldConsumers, LockMonth, SaveFrozen, SaveMonth, TableHead } from './league-ports.ts';
import { type BasisPorts, loadBasis } from './table-basis.ts';

interface Ports extends BasisPorts {
  readonly transaction: Transaction;
  readonly awaitEvents: () => Promise<void>;
  readonly lockMonth: LockMonth;
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

/**
 * Closes a month: waits for what is on its way, holds the consumers still, reckons the table anew from the observations
 * and freezes it with its inputs, its rule and the watermarks up to which events went into it.
 * Errors: `assessment.month-not-over`, `assessment.already-closed`, `assessment.no-rule`, and those of `awaitEvents`.
 */
export const makeCloseMonth =
  (ports: Ports) =>
  async (month: Month, by: Closer): Promise<TableHead> => {
    refuseUnfinished(month, ports.clock().getTime());
    await ports.awaitEvents();
    return ports.transaction(async (tx) => {
      const state = await ports.lockMonth(tx, month);
      if (state.state === 'closed') throw alreadyClosed(month, state.version);
      const watermarks = await ports.holdConsumers(tx);
      const basis = await loadBasis(ports, tx, { month, cutoffMs: Month.endMs(month), exact: true });
      const version = state.version + 1;
      const table = leagueTable(basis);
      const unitsSha256 = digestUnits(basis.units);
      const frozen = freeze(frozenDocument(table, { version, watermarks, unitsSha256 }));
      const closedAt = ports.clock();
      const head = {
        month,
        version,
        ruleVersion: table.rule.version,
        sha256: frozen.sha256,
        closedBy: by.subject,
        closedByName: by.name,
        closedAt,
      };
      const revision = state.revision + 1;
      await ports.saveFrozen(tx, { ...head, document: frozen.document }, basis.units);
      await ports.saveMonth(tx, { month, state: 'closed', version, revision });
      await ports.outbox.append(tx, [closedEvent(table, head, revision, by.context)]);
      return head;
    });
  };

function refuseUnfinished(month: Month, nowMs: number): void {
  if (nowMs >= Month.endMs(month)) return;
  throw new AppError(
    'assessment.month-not-over',
    'conflict',
    `${month} is not over: it can be closed from ${new Date(Month.endMs(month)).toISOString()} on.`,
  );
}

const alreadyClosed = (month: Month, version: number): AppError =>
  new AppError(
    'assessment.already-closed',
    'conflict',
    `${month} is closed in version ${version}. To close it again it has to be reopened, by two people.`,
    { version },
  );

const closedEvent = (table: LeagueTable, head: TableHead, revision: number, context: EventContext) => {
  const names = new Map(table.inputs.map(({ park }) => [park.code, park.name]));
  return newEvent(leagueTableClosed, {
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
      ranking: table.scores.flatMap(({ park, rank, score }) =>
        rank === undefined ? [] : [{ park, name: names.get(park) ?? park, rank, score: score / 100 }],
      ),
    },
    context,
  });
};
