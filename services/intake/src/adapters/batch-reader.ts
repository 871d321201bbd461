import type { Contract } from '../domain/authority.ts';
import type { OccupancyStatus } from '../domain/occupancy-status.ts';
import { type BatchLine, unitKey, updateKey } from '../domain/settle-batch.ts';
import type { ObservedUnit } from '../domain/settle-update.ts';
import type { SettlingPorts } from '../usecases/ports.ts';

/**
 * Reads what a batch is judged by in one statement. Units are locked in the order of their ids, so that two batches
 * cannot wait for each other. All else is as of the statement's start: an update id that another instance settles
 * meanwhile shows itself as a unique violation when it is written.
 */
export const loadBatch: SettlingPorts['load'] = async (tx, { lines, clientIds, time }) => {
  const { rows } = await tx.query<BatchRow>(statement, [...keysOf(lines), clientIds]);
  const [row] = rows;
  if (!row) throw new Error('a statement without FROM gave no row');
  return {
    time,
    units: new Map(row.units.map((unit) => [unitKey(unit.park, unit.code), toUnit(unit)])),
    contracts: Map.groupBy(row.contracts.map(toContract), ({ operator }) => operator),
    settled: new Map(row.settled.map(([operator, updateId, hash]) => [updateKey(operator, updateId), hash])),
    enterprises: new Map(row.enterprises.map(([id, industry]) => [id, industry ?? undefined])),
    revokedClients: new Set(row.revoked),
  };
};

// Answers as JSON: one text to parse instead of thousands of fields to convert.
const statement = `
  WITH locked AS MATERIALIZED (
    SELECT u.id, u.park, u.code, u.since, u.retired_at, u.revision,
           u.status, u.uscc, u.observed_at, u.update_id, u.operator
    FROM unnest($1::text[], $2::text[]) AS wanted (park, code)
    JOIN unit u ON u.park = wanted.park AND u.code = wanted.code
    ORDER BY u.id
    FOR NO KEY UPDATE OF u
  )
  SELECT
    (SELECT coalesce(json_agg(locked), '[]') FROM locked) AS units,
    (SELECT coalesce(json_agg(json_build_array(s.operator, s.update_id, encode(s.content_hash, 'hex'))), '[]')
     FROM unnest($3::text[], $4::text[]) AS sent (operator, update_id)
     JOIN settled_update s ON s.operator = sent.operator AND s.update_id = sent.update_id) AS settled,
    (SELECT coalesce(json_agg(json_build_array(c.operator, c.park, c.from_at, c.until_at)), '[]')
     FROM operator_contract c WHERE c.operator = ANY ($5::text[])) AS contracts,
    (SELECT coalesce(json_agg(json_build_array(e.id, e.industry)), '[]')
     FROM enterprise e WHERE e.id = ANY ($6::text[])) AS enterprises,
    (SELECT coalesce(json_agg(r.client_id), '[]')
     FROM revoked_client r WHERE r.client_id = ANY ($7::text[])) AS revoked`;

interface BatchRow {
  readonly units: readonly UnitRow[];
  readonly settled: readonly (readonly [operator: string, updateId: string, hash: string])[];
  readonly contracts: readonly ContractRow[];
  readonly enterprises: readonly (readonly [id: string, industry: string | null])[];
  readonly revoked: readonly string[];
}

interface UnitRow {
  readonly id: string;
  readonly park: string;
  readonly code: string;
  readonly since: string;
  readonly retired_at: string | null;
  readonly revision: number;
  readonly status: OccupancyStatus | null;
  readonly uscc: string | null;
  readonly observed_at: string | null;
  readonly update_id: string | null;
  readonly operator: string | null;
}

type ContractRow = readonly [operator: string, park: string, from: string, until: string | null];

/** The distinct keys of the lines: parks and units, operators and update ids (pairwise), operators, credit codes. */
function keysOf(lines: readonly BatchLine[]): readonly (readonly string[])[] {
  const units = new Map<string, BatchLine>();
  const updates = new Map<string, BatchLine>();
  const operators = new Set<string>();
  const usccs = new Set<string>();
  for (const line of lines) {
    const { sender, update } = line;
    units.set(unitKey(update.park, update.unit), line);
    updates.set(updateKey(sender.operator, update.updateId), line);
    operators.add(sender.operator);
    if (update.uscc !== undefined) usccs.add(update.uscc);
  }
  const unitLines = [...units.values()];
  const updateLines = [...updates.values()];
  return [
    unitLines.map(({ update }) => update.park),
    unitLines.map(({ update }) => update.unit),
    updateLines.map(({ sender }) => sender.operator),
    updateLines.map(({ update }) => update.updateId),
    [...operators],
    [...usccs],
  ];
}

const toUnit = (row: UnitRow): ObservedUnit => ({
  id: row.id,
  sinceMs: Date.parse(row.since),
  retiredAtMs: row.retired_at === null ? undefined : Date.parse(row.retired_at),
  revision: row.revision,
  newest: newestOf(row),
});

function newestOf({ status, uscc, observed_at, update_id, operator }: UnitRow): ObservedUnit['newest'] {
  if (status === null || observed_at === null || update_id === null || operator === null) return undefined;
  return {
    status,
    uscc: uscc ?? undefined,
    observedAtMs: Date.parse(observed_at),
    updateId: update_id,
    operator,
  };
}

const toContract = ([operator, park, from, until]: ContractRow): Contract => ({
  operator,
  park,
  fromMs: Date.parse(from),
  untilMs: until === null ? undefined : Date.parse(until),
});
