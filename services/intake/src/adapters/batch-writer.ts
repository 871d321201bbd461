import { formatInstant } from '@yuanqu/domain';
import type { ObservedUnit } from '../domain/settle-update.ts';
import type { SettlingPorts } from '../usecases/ports.ts';

/** Writes a settled batch in one statement: units, history, update ids, and what new enterprises bring with them. */
export const saveBatch: SettlingPorts['save'] = async (tx, { units, entries, newEnterprises }, tasks, at) => {
  await tx.query(statement, [
    ...columnsOfUnits(units),
    entries.map(({ unitId }) => unitId),
    entries.map(({ observation }) => formatInstant(observation.observedAtMs)),
    entries.map(({ observation }) => observation.updateId),
    entries.map(({ observation }) => observation.operator),
    entries.map(({ observation }) => observation.status),
    entries.map(({ observation }) => observation.uscc),
    entries.map(({ revision }) => revision),
    entries.map(({ line }) => line.contentHash),
    formatInstant(at),
    newEnterprises.map(({ uscc }) => uscc),
    tasks.map(({ id }) => id),
    tasks.map(({ kind }) => kind),
    tasks.map(({ park }) => park),
    tasks.map(({ about }) => about),
    tasks.map(({ dueAt }) => formatInstant(dueAt)),
  ]);
};

const columnsOfUnits = (units: readonly ObservedUnit[]): readonly (readonly unknown[])[] => [
  units.map(({ id }) => id),
  units.map(({ revision }) => revision),
  units.map(({ newest }) => newest?.status),
  units.map(({ newest }) => newest?.uscc),
  units.map(({ newest }) => newest && formatInstant(newest.observedAtMs)),
  units.map(({ newest }) => newest?.updateId),
  units.map(({ newest }) => newest?.operator),
];

const statement = `
  WITH units AS (
    UPDATE unit SET revision = now.revision, status = now.status, uscc = now.uscc,
                    observed_at = now.observed_at, update_id = now.update_id, operator = now.operator
    FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[])
      AS now (id, revision, status, uscc, observed_at, update_id, operator)
    WHERE unit.id = now.id
  ), entries AS MATERIALIZED (
    SELECT * FROM unnest($8::uuid[], $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::text[], $14::int[], $15::text[])
      AS entry (unit, observed_at, update_id, operator, status, uscc, revision, content_hash)
  ), history AS (
    INSERT INTO observation (unit, observed_at, update_id, operator, status, uscc, received_at, revision)
    SELECT unit, observed_at, update_id, operator, status, uscc, $16::timestamptz, revision FROM entries
  ), ids AS (
    INSERT INTO settled_update (operator, update_id, content_hash, settled_at)
    SELECT operator, update_id, decode(content_hash, 'hex'), $16 FROM entries
  ), enterprises AS (
    INSERT INTO enterprise (id, uscc, provisional, created_at, changed_at)
    SELECT uscc, uscc, true, $16, $16 FROM unnest($17::text[]) AS new (uscc) ORDER BY uscc
  )
  INSERT INTO task (id, kind, park, about, opened_at, due_at)
  SELECT id, kind, park, about, $16, due_at
  FROM unnest($18::uuid[], $19::text[], $20::text[], $21::text[], $22::timestamptz[])
    AS new (id, kind, park, about, due_at)`;
