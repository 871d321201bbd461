import type { ConsumerDefinition } from '@yuanqu/messaging';
import { saveDeadlineSteps } from '../adapters/evidence/deadline-store.ts';
import { saveFigures } from '../adapters/evidence/figures-store.ts';
import { readClosedUntil, recordLateArrivals } from '../adapters/late-arrival-store.ts';
import { onDeadlineEvents } from '../consumers/on-deadline-events.ts';
import { onFiguresEvents } from '../consumers/on-figures-events.ts';
import { makeApplyDeadlineEvents } from '../usecases/evidence/apply-deadline-events.ts';
import { makeApplyFiguresEvents } from '../usecases/evidence/apply-figures-events.ts';

/** What a month is judged by beside its units: figures of enterprises and deadlines. */
export function evidenceConsumers(): readonly ConsumerDefinition[] {
  const closedMonths = { readClosedUntil, recordLateArrivals };
  return [
    onFiguresEvents(makeApplyFiguresEvents({ ...closedMonths, saveFigures })),
    onDeadlineEvents(makeApplyDeadlineEvents({ ...closedMonths, saveDeadlineSteps })),
  ];
}
