import { thawDocument } from '../domain/thaw-document.ts';
import type { CountLateArrivals, FindTable } from './league-ports.ts';
import type { FindFrozen } from './reading-ports.ts';

/** A park's figure in the newest frozen version of a month, and how many events spoke about it afterwards. */
export const makeFindFrozen =
  (ports: { readonly findTable: FindTable; readonly countLateArrivals: CountLateArrivals }): FindFrozen =>
  async (db, month, park) => {
    const frozen = await ports.findTable(db, month);
    if (!frozen) return undefined;
    const { table, watermarks } = thawDocument(frozen.document);
    const inputs = table.inputs.find((candidate) => candidate.park.code === park);
    if (!inputs) return undefined;
    const late = await ports.countLateArrivals(db, month, watermarks);
    return {
      version: frozen.version,
      areaTime: inputs.month,
      closedAt: frozen.closedAt,
      lateArrivals: late.get(park) ?? 0,
    };
  };
