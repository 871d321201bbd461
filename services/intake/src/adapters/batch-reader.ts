import type { Executor } from '@yuanqu/messaging';
import type { Contract } from '../domain/authority.ts';
import { type BatchLine, unitKey, updateKey } from '../domain/settle-batch.ts';
import type { ObservedUnit } from '../domain/settle-update.ts';
import type { Loaded, SettlingPorts } from '../usecases/ports.ts';
import { fromTextColumn, textColumn } from './text-column.ts';

/**
 * Reads what a batch is judged by: first the units, locked in the order of their ids, so that two batches cannot wait
 * for each other; then, seeing all that was committed before the locks were had, the rest.
 */
export const loadBatch: SettlingPorts['load'] = async (tx, { lines, clientIds, time }) => ({
  time,
  units: await lockUnits(
    tx,
    distinct(lines, ({ update }) => unitKey(update.park, update.unit)),
  ),
  ...(await readRest(tx, lines, clientIds)),
});

async function lockUnits(
  tx: Executor,
  lines: readonly BatchLine[],
): Promise<ReadonlyMap<string, ObservedUnit>> {
  const { rows } = await tx.query<UnitRow>(
    `SELECT wanted.line::int, u.id, u.revision, u.update_id, u.operator,
            date_part('epoch', u.since) AS since, date_part('epoch', u.retired_at) AS retired,
            date_part('epoch', u.observed_at) AS observed
     FROM unnest(${fromTextColumn('$1')}, ${fromTextColumn('$2')}) WITH ORDINALITY AS wanted (park, code, line)
     JOIN unit u ON u.park = wanted.park AND u.code = wanted.code
     ORDER BY u.id
     FOR NO KEY UPDATE OF u`,
    [textColumn(lines.map(({ update }) => update.park)), textColumn(lines.map(({ update }) => update.unit))],
  );
  return new Map(rows.map((row) => [keyOf(lines[row.line - 1]), toUnit(row)]));
}

// Instants are read as seconds: the driver makes a Date of a timestamp by parsing its text.
interface UnitRow {
  /** Which of the lines asked for it, from 1. */
  readonly line: number;
  readonly id: string;
  readonly revision: number;
  readonly update_id: string | null;
  readonly operator: string | null;
  readonly since: number;
  readonly retired: number | null;
  readonly observed: number | null;
}

const toUnit = ({ id, revision, since, retired, observed, update_id, operator }: UnitRow): ObservedUnit => ({
  id,
  sinceMs: toMs(since),
  retiredAtMs: retired === null ? undefined : toMs(retired),
  revision,
  newest:
    observed === null || update_id === null || operator === null
      ? undefined
      : { observedAtMs: toMs(observed), updateId: update_id, operator },
});

const toMs = (seconds: number): number => Math.round(seconds * 1_000);

function keyOf(line: BatchLine | undefined): string {
  if (!line) throw new Error('a unit was read that no line asked for');
  return unitKey(line.update.park, line.update.unit);
}

type Rest = Pick<Loaded, 'settled' | 'contracts' | 'enterprises' | 'revokedClients'>;

/** Few rows or none, whatever the size of the batch: most ids are new, most tenants known. Hence JSON, and one statement. */
async function readRest(
  tx: Executor,
  lines: readonly BatchLine[],
  clientIds: readonly string[],
): Promise<Rest> {
  const updates = distinct(lines, ({ sender, update }) => updateKey(sender.operator, update.updateId));
  const { rows } = await tx.query<RestRow>(restStatement, [
    textColumn(updates.map(({ sender }) => sender.operator)),
    textColumn(updates.map(({ update }) => update.updateId)),
    [...new Set(lines.map(({ sender }) => sender.operator))],
    textColumn([...new Set(lines.flatMap(({ update }) => update.uscc ?? []))]),
    clientIds,
  ]);
  const [row] = rows;
  if (!row) throw new Error('a statement without FROM gave no row');
  return {
    settled: new Map(row.settled.map(([operator, updateId, hash]) => [updateKey(operator, updateId), hash])),
    contracts: Map.groupBy(row.contracts.map(toContract), ({ operator }) => operator),
    enterprises: new Map(row.enterprises.map(([id, industry]) => [id, industry ?? undefined])),
    revokedClients: new Set(row.revoked),
  };
}

const restStatement = `
  SELECT
    (SELECT coalesce(json_agg(json_build_array(s.operator, s.update_id, encode(s.content_hash, 'hex'))), '[]')
     FROM unnest(${fromTextColumn('$1')}, ${fromTextColumn('$2')}) AS sent (operator, update_id)
     JOIN settled_update s ON s.operator = sent.operator AND s.update_id = sent.update_id) AS settled,
    (SELECT coalesce(json_agg(json_build_array(c.operator, c.park, c.from_at, c.until_at)), '[]')
     FROM operator_contract c WHERE c.operator = ANY ($3::text[])) AS contracts,
    (SELECT coalesce(json_agg(json_build_array(e.id, coalesce(same.industry, e.industry))), '[]')
     FROM enterprise e LEFT JOIN enterprise same ON same.id = e.merged_into WHERE e.id = ANY (${fromTextColumn('$4')})) AS enterprises,
    (SELECT coalesce(json_agg(r.client_id), '[]')
     FROM revoked_client r WHERE r.client_id = ANY ($5::text[])) AS revoked`;

interface RestRow {
  readonly settled: readonly (readonly [operator: string, updateId: string, hash: string])[];
  readonly contracts: readonly ContractRow[];
  readonly enterprises: readonly (readonly [id: string, industry: string | null])[];
  readonly revoked: readonly string[];
}

type ContractRow = readonly [operator: string, park: string, from: string, until: string | null];

const toContract = ([operator, park, from, until]: ContractRow): Contract => ({
  operator,
  park,
  fromMs: Date.parse(from),
  untilMs: until === null ? undefined : Date.parse(until),
});

const distinct = (
  lines: readonly BatchLine[],
  keyOfLine: (line: BatchLine) => string,
): readonly BatchLine[] => [...new Map(lines.map((line) => [keyOfLine(line), line])).values()];
