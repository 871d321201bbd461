import {
  enterpriseMerged,
  enterpriseUnmerged,
  type EventContext,
  type NewEvent,
  newEvent,
} from '@yuanqu/events';
import type { KnownEnterprise } from '../../domain/enterprise-facts.ts';
import type { KnownFigures } from '../../domain/figures/figures.ts';
import { figuresReportedEvent } from '../figures/figures-events.ts';
import type { Reporter } from '../figures/figures-ports.ts';

interface Told {
  readonly time: Date;
  readonly context: EventContext;
  readonly reason: string;
}

/** It is the other now; told with the other's facts. */
export const mergedEvent = (
  merged: KnownEnterprise,
  survivor: KnownEnterprise,
  { reason, ...told }: Told,
): NewEvent =>
  newEvent(enterpriseMerged, {
    subject: merged.id,
    revision: merged.revision + 1,
    ...told,
    data: { id: merged.id, into: survivor.id, reason, ...factsOf(survivor) },
  });

/** It is its own again; told with its own facts. */
export const unmergedEvent = (merged: KnownEnterprise, from: string, { reason, ...told }: Told): NewEvent =>
  newEvent(enterpriseUnmerged, {
    subject: merged.id,
    revision: merged.revision + 1,
    ...told,
    data: { id: merged.id, from, reason, ...factsOf(merged) },
  });

const factsOf = ({ name, industry, sizeClass }: KnownEnterprise) => ({
  ...(name !== undefined && { name }),
  ...(industry !== undefined && { industry }),
  ...(sizeClass !== undefined && { sizeClass }),
});

/** The events of figures that went over, and how many events each enterprise's figures have made then. */
export function figuresMovedEvents(
  figures: readonly KnownFigures[],
  reporters: ReadonlyMap<string, Reporter>,
  { time, context }: Pick<Told, 'time' | 'context'>,
) {
  const revisions = new Map<string, number>();
  const events = figures.map((one) => {
    const revision = (revisions.get(one.uscc) ?? reporters.get(one.uscc)?.figuresRevision ?? 0) + 1;
    revisions.set(one.uscc, revision);
    return figuresReportedEvent(one, revision, time, context);
  });
  return { events, counts: Array.from(revisions, ([uscc, figuresRevision]) => ({ uscc, figuresRevision })) };
}
