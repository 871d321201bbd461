import { formatInstant } from '@yuanqu/domain';
import type { HistoryEntry, SettledUnit } from '../domain/settle-batch.ts';
import type { SettlingPorts } from '../usecases/ports.ts';
import { fromTextColumn, numberColumn, textColumn } from './text-column.ts';

/** Writes a settled batch in one statement: units, history, update ids, and what new enterprises bring with them. */
export const saveBatch: SettlingPorts['save'] = async (tx, { units, entries, newEnterprises }, tasks, at) => {
  await tx.query(statement, [
    formatInstant(at),
    ...columnsOfEntries(entries),
    ...columnsOfUnits(units),
    newEnterprises.map(({ uscc }) => uscc),
    tasks.map(({ id }) => id),
    tasks.map(({ kind }) => kind),
    tasks.map(({ park }) => park),
    tasks.map(({ about }) => about),
    tasks.map(({ dueAt }) => formatInstant(dueAt)),
  ]);
};

const columnsOfEntries = (entries: readonly HistoryEntry[]): readonly string[] => [
  textColumn(entries.map(({ unitId }) => unitId)),
  numberColumn(entries.map(({ observation }) => observation.observedAtMs)),
  textColumn(entries.map(({ observation }) => observation.updateId)),
  textColumn(entries.map(({ observation }) => observation.operator)),
  textColumn(entries.map(({ observation }) => observation.status)),
  textColumn(entries.map(({ observation }) => observation.uscc)),
  numberColumn(entries.map(({ revision }) => revision)),
  textColumn(entries.map(({ line }) => line.contentHash)),
];

function columnsOfUnits(units: readonly SettledUnit[]): readonly string[] {
  const counted = units.filter(({ shown }) => shown === undefined);
  const moved = units.flatMap(({ id, revision, shown }) => (shown ? [{ id, revision, shown }] : []));
  return [
    textColumn(counted.map(({ id }) => id)),
    numberColumn(counted.map(({ revision }) => revision)),
    textColumn(moved.map(({ id }) => id)),
    numberColumn(moved.map(({ revision }) => revision)),
    textColumn(moved.map(({ shown }) => shown.status)),
    textColumn(moved.map(({ shown }) => shown.uscc)),
    numberColumn(moved.map(({ shown }) => shown.observedAtMs)),
    textColumn(moved.map(({ shown }) => shown.updateId)),
    textColumn(moved.map(({ shown }) => shown.operator)),
  ];
}

const texts = fromTextColumn;

const statement = `
  WITH entries AS MATERIALIZED (
    SELECT unit::uuid, to_timestamp(observed_ms / 1000) AS observed_at, update_id, operator, status, uscc, revision, hash
    FROM unnest(${texts('$2')}, $3::float8[], ${texts('$4')}, ${texts('$5')}, ${texts('$6')}, ${texts('$7')}, $8::int[], ${texts('$9')})
      AS entry (unit, observed_ms, update_id, operator, status, uscc, revision, hash)
  ), history AS (
    INSERT INTO observation (unit, observed_at, update_id, operator, status, uscc, received_at, revision)
    SELECT unit, observed_at, update_id, operator, status, uscc, $1::timestamptz, revision FROM entries
  ), ids AS (
    INSERT INTO settled_update (operator, update_id, content_hash, settled_at)
    SELECT operator, update_id, decode(hash, 'hex'), $1 FROM entries
  ), counted AS (
    UPDATE unit SET revision = now.revision
    FROM unnest(${texts('$10')}, $11::int[]) AS now (id, revision)
    WHERE unit.id = now.id::uuid
  ), moved AS (
    UPDATE unit SET revision = now.revision, status = now.status, uscc = now.uscc, update_id = now.update_id,
                    observed_at = to_timestamp(now.observed_ms / 1000), operator = now.operator
    FROM unnest(${texts('$12')}, $13::int[], ${texts('$14')}, ${texts('$15')}, $16::float8[], ${texts('$17')}, ${texts('$18')})
      AS now (id, revision, status, uscc, observed_ms, update_id, operator)
    WHERE unit.id = now.id::uuid
  ), enterprises AS (
    INSERT INTO enterprise (id, uscc, provisional, created_at, changed_at)
    SELECT uscc, uscc, true, $1, $1 FROM unnest($19::text[]) AS new (uscc) ORDER BY uscc
  )
  INSERT INTO task (id, kind, park, about, opened_at, due_at)
  SELECT id, kind, park, about, $1, due_at
  FROM unnest($20::uuid[], $21::text[], $22::text[], $23::text[], $24::timestamptz[])
    AS new (id, kind, park, about, due_at)`;
