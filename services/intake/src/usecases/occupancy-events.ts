import { formatInstant } from '@yuanqu/domain';
import {
  enterpriseRegistered,
  type EventContext,
  type NewEvent,
  newEvent,
  unitOccupancyChanged,
} from '@yuanqu/events';
import type { BatchLine, HistoryEntry, NewEnterprise, SettledBatch } from '../domain/settle-batch.ts';
import type { NewTask } from './ports.ts';
import { taskOpenedEvent } from './task-events.ts';

/** A line with the request it came by. */
export interface OccupancyLine extends BatchLine {
  readonly context: EventContext;
}

/** What a settled batch tells the other services; a unit's events are in the order of its revisions. */
export const eventsOf = (
  { entries, newEnterprises }: SettledBatch<OccupancyLine>,
  tasks: readonly NewTask[],
  time: Date,
): readonly NewEvent[] => [
  ...newEnterprises.map((enterprise) => enterpriseSeen(enterprise, time)),
  ...tasks.map((task) => taskOpenedEvent(task, time)),
  ...entries.map((entry) => occupancyChanged(entry, time)),
];

const enterpriseSeen = ({ uscc }: NewEnterprise, time: Date): NewEvent =>
  newEvent(enterpriseRegistered, { subject: uscc, revision: 1, time, data: { uscc, provisional: true } });

function occupancyChanged(
  { line, unitId, revision, current, industry }: HistoryEntry<OccupancyLine>,
  time: Date,
) {
  const { sender, update, context } = line;
  const { park, unit, updateId, status, uscc } = update;
  const observedAt = formatInstant(update.observedAtMs);
  return newEvent(unitOccupancyChanged, {
    subject: unitId,
    revision,
    time,
    context,
    data: {
      park,
      unit,
      operator: sender.operator,
      updateId,
      status,
      ...(uscc !== undefined && { uscc }),
      ...(industry !== undefined && { industry }),
      observedAt,
      current,
    },
  });
}
