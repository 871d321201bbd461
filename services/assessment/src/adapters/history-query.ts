import type { Status } from '../domain/occupancy-status.ts';
import type {
  ReadMonthHistory,
  ReadUnitHistory,
  ReadUnits,
  StoredObservation,
  UnitRecord,
} from '../usecases/reading-ports.ts';

const columns = `o.unit_id AS "unitId", u.code AS unit, o.observed_at AS "observedAt", o.update_id AS "updateId",
  o.operator, o.status, o.uscc, coalesce(e.industry, o.industry) AS industry,
  o.event_id AS "eventId", o.arrived_at AS "arrivedAt", o.partition, o.epoch, o.sequence`;
const joined = `JOIN unit u ON u.id = o.unit_id LEFT JOIN enterprise e ON e.uscc = o.uscc`;

/** The units that have, or had before they were retired, this code in the park. */
export const readUnits: ReadUnits = async (db, park, code) => {
  const { rows } = await db.query<UnitRow>(
    `SELECT id AS "unitId", code, area_hundredths AS "areaHundredths", counts, since, retired_at AS "retiredAt"
     FROM unit WHERE park = $1 AND code = $2 ORDER BY since, id`,
    [park, code],
  );
  return rows.map(toUnit);
};

/** A unit's observations within the span, and the last one before it. */
export const readUnitHistory: ReadUnitHistory = async (db, unitId, { fromMs, toMs }) => {
  const { rows } = await db.query<ObservationRow>(
    `SELECT ${columns} FROM (
       (SELECT * FROM observation WHERE unit_id = $1 AND observed_at <= $2
        ORDER BY observed_at DESC, update_id DESC, operator DESC LIMIT 1)
       UNION ALL
       SELECT * FROM observation WHERE unit_id = $1 AND observed_at > $2 AND observed_at < $3
     ) AS o ${joined}
     ORDER BY o.observed_at, o.update_id, o.operator`,
    [unitId, new Date(fromMs), new Date(toMs)],
  );
  return rows.map(toObservation);
};

/** Each unit's observations of the span come by its index; the park's order of time is made of them. */
export const readMonthHistory: ReadMonthHistory = async (db, park, { fromMs, toMs }, { after, limit }) => {
  const { rows } = await db.query<ObservationRow>(
    `SELECT ${columns} FROM observation o ${joined}
     WHERE u.park = $1 AND u.counts AND o.observed_at >= $2 AND o.observed_at < $3
       AND ($4::timestamptz IS NULL OR (o.observed_at, o.unit_id, o.update_id, o.operator) > ($4, $5::uuid, $6, $7))
     ORDER BY o.observed_at, o.unit_id, o.update_id, o.operator
     LIMIT $8`,
    [
      park,
      new Date(fromMs),
      new Date(toMs),
      after?.observedAt ?? null,
      after?.unitId ?? null,
      after?.updateId ?? null,
      after?.operator ?? null,
      limit,
    ],
  );
  return rows.map(toObservation);
};

interface UnitRow {
  readonly code: string;
  readonly unitId: string;
  readonly areaHundredths: string;
  readonly counts: boolean;
  readonly since: Date;
  readonly retiredAt: Date | null;
}

interface ObservationRow {
  readonly unitId: string;
  readonly unit: string;
  readonly observedAt: Date;
  readonly updateId: string;
  readonly operator: string;
  readonly status: Status;
  readonly uscc: string | null;
  readonly industry: string | null;
  readonly eventId: string;
  readonly arrivedAt: Date;
  readonly partition: number;
  readonly epoch: number;
  readonly sequence: string;
}

const toUnit = ({ areaHundredths, since, retiredAt, ...unit }: UnitRow): UnitRecord => ({
  ...unit,
  areaHundredths: BigInt(areaHundredths),
  sinceMs: since.getTime(),
  ...(retiredAt && { retiredAtMs: retiredAt.getTime() }),
});

const toObservation = (row: ObservationRow): StoredObservation => ({
  unitId: row.unitId,
  unit: row.unit,
  observedAtMs: row.observedAt.getTime(),
  updateId: row.updateId,
  operator: row.operator,
  status: row.status,
  ...(row.uscc !== null && { uscc: row.uscc }),
  ...(row.industry !== null && { industry: row.industry }),
  eventId: row.eventId,
  arrivedAt: row.arrivedAt,
  place: { partition: row.partition, epoch: row.epoch, sequence: row.sequence },
});
