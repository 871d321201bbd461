import { AppError, type Month } from '@yuanqu/domain';
import type { Executor } from '@yuanqu/messaging';
import { thawDocument } from '../domain/thaw-document.ts';
import type { FindTable, LateEvent, LateEventPosition, ListLateEvents } from './league-ports.ts';

interface Ports {
  readonly db: Executor;
  readonly findTable: FindTable;
  readonly listLateEvents: ListLateEvents;
}

/** The events about a closed month that came after its newest version was frozen. Error: `assessment.no-such-table`. */
export const makeListCorrections =
  ({ db, findTable, listLateEvents }: Ports) =>
  async (
    month: Month,
    parks: readonly string[] | undefined,
    page: { readonly after: LateEventPosition | undefined; readonly limit: number },
  ): Promise<readonly LateEvent[]> => {
    const frozen = await findTable(db, month);
    if (!frozen) throw new AppError('assessment.no-such-table', 'not-found', `${month} has no frozen table.`);
    const { watermarks } = thawDocument(frozen.document);
    return listLateEvents(db, { month, watermarks, parks, ...page });
  };
