import { enterpriseFiguresReported, type EventContext, type NewEvent, newEvent } from '@yuanqu/events';
import type { KnownFigures } from '../../domain/figures/figures.ts';

/** Figures were reported; the enterprise is the subject, so that its months come in order. */
export function figuresReportedEvent(
  { uscc, park, month, version, stage, source, ...amounts }: KnownFigures,
  revision: number,
  time: Date,
  context: EventContext,
): NewEvent {
  const { outputFen, revenueFen, taxFen, staff } = amounts;
  return newEvent(enterpriseFiguresReported, {
    subject: uscc,
    revision,
    time,
    context,
    data: {
      uscc,
      park,
      month,
      version,
      stage,
      source,
      ...(outputFen !== undefined && { outputFen: outputFen.toString() }),
      ...(revenueFen !== undefined && { revenueFen: revenueFen.toString() }),
      ...(taxFen !== undefined && { taxFen: taxFen.toString() }),
      ...(staff !== undefined && { staff }),
    },
  });
}
